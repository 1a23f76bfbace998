import { setTimeout as pause } from 'node:timers/promises';
import { Browser, expectStatus, type Answered } from './browser.ts';
import type { Person, World } from './person.ts';
import { closeWorkspace, firstWorkspace } from './workspaces.ts';

type Agreement = Readonly<{ id: string; version: string; digest: string }>;

export type PreCheck = Readonly<{
  blockers: readonly Readonly<{
    code: string;
    workspaceId: string | null;
    workspaceName: string | null;
    onlyMember: boolean | null;
    remedies: readonly string[];
  }>[];
  notice: Readonly<{
    workspacesLeft: number;
    workspaces: readonly Readonly<{ workspaceId: string; name: string }>[];
    sessionsEnded: number;
    secondFactorRemoved: boolean;
    ticketsClosed: number;
    tickets: readonly Readonly<{ ticketId: string; dueBy: string; closesAt: string }>[];
    finalAt: string;
  }>;
}>;

export type Confirmed = Readonly<{
  cancellationId: string;
  confirmedAt: string;
  statusToken: string;
  statusUrl: string;
}>;

export type Status = Readonly<{
  state: string;
  confirmedAt: string;
  lockedAt: string | null;
  finalNotBefore: string;
  finalAt: string | null;
  clearedAt: string | null;
  finishedBy: string | null;
  closures: readonly Readonly<{ closesAt: string; dueBy: string; closedAt: string | null }>[] | null;
  withdrawnBecause: string | null;
  completedAt: string | null;
  certificate: string | null;
}>;

/** Step 1 (CAN-2): the password, and the second factor unless this session was given it a moment ago. */
export const verify = async ({ browser, password, code }: Person, withCode = true): Promise<string> => {
  const factor = code === undefined || !withCode ? {} : { factorCode: await code() };
  const answer = await browser.post<{ grant: string }>('/v1/account/cancellation/verification', {
    password,
    ...factor,
  });
  return expectStatus(answer, 200).grant;
};

/** Steps 2 and 3 (CAN-3, CAN-4). */
export const preCheck = async ({ browser }: Person): Promise<PreCheck> =>
  expectStatus(await browser.get<PreCheck>('/v1/account/cancellation/pre-check'), 200);

/** Step 4 (CAN-5): agrees to what is in force. */
export const agreements = async ({ browser }: Person): Promise<readonly Agreement[]> => {
  const answer = await browser.get<{ agreements: readonly Agreement[] }>('/v1/agreements');
  return expectStatus(answer, 200).agreements.map(({ id, version, digest }) => ({ id, version, digest }));
};

export const confirm = (
  browser: Browser,
  grant: string,
  agreed: readonly Agreement[],
  key?: string,
): Promise<Answered<Confirmed>> =>
  browser.post<Confirmed>('/v1/account/cancellation', { grant, agreements: agreed }, key);

/** Somebody who owns nothing but their first workspace: closes it, and cancels the account. */
export const leave = async (person: Person): Promise<Confirmed> => {
  await closeWorkspace(person, await firstWorkspace(person));
  return expectStatus(await confirm(person.browser, await verify(person), await agreements(person)), 202);
};

/** By the link alone, without an account (CAN-11). */
export const statusOf = async ({ url }: World, { cancellationId, statusToken }: Confirmed): Promise<Status> =>
  expectStatus(await new Browser(url).post<Status>('/v1/cancellations/status', { cancellationId, statusToken }), 200);

const order = ['requested', 'locked', 'final', 'cleared-but-tickets', 'completed'];
const isAsFarAs = (state: string, wanted: string): boolean =>
  state === wanted || (order.includes(wanted) && order.indexOf(state) > order.indexOf(wanted));

/** Waits until the cancellation has come as far as `wanted`, or further. A service may be down meanwhile. */
export const reached = async (
  world: World,
  confirmed: Confirmed,
  wanted: 'final' | 'cleared-but-tickets' | 'completed' | 'withdrawn',
  withinMs = 30_000,
): Promise<Status> => {
  const until = Date.now() + withinMs;
  let last = 'without an answer';
  while (Date.now() < until) {
    const status = await statusOf(world, confirmed).catch(() => undefined);
    if (status !== undefined && isAsFarAs(status.state, wanted)) return status;
    last = status?.state ?? last;
    await pause(50);
  }
  throw new Error(`The cancellation is still ${last}, not ${wanted}.`);
};

import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { busAudience, type NatsCalls } from '@lethe/bus';
import {
  AcceptClearing,
  AcknowledgeClearing,
  ConfirmCancellation,
  firstToClear,
  ReadCancellation,
  ReadCancellationStatus,
  type Evidence,
  type OutputOf,
  type Participant,
  type ServiceName,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { agreements, due } from './neighbours.ts';
import type { Surroundings } from './running.ts';

export type Somebody = Readonly<{ accountId: string; sessionId: string }>;
export type Confirmed = OutputOf<typeof ConfirmCancellation>;

/** Somebody new, with a session. */
export const somebody = (): Somebody => ({ accountId: randomUUID(), sessionId: randomUUID() });
/** What is in force, as it was read. */
export const current = agreements.map(({ id, version, digest }) => ({ id, version, digest }));
export const evidenceAt = (instant: string): Evidence => ({
  categories: { records: 3 },
  clearedAt: instant,
  keyDestroyedAt: instant,
});

/** What people, staff and participants do to the service, each by the calls that it may make. */
export const actingIn = (world: () => Surroundings) => {
  const opened = new Map<ServiceName, Promise<NatsCalls>>();
  const callsOf = (name: ServiceName): Promise<NatsCalls> => {
    const calls = opened.get(name) ?? world().callsOf(name);
    opened.set(name, calls);
    return calls;
  };

  const tokenOf = async ({ accountId, sessionId }: Somebody, staffRole?: 'administrator') => {
    const role = staffRole === undefined ? {} : { staffRole };
    const claims = { accountId, sessionId, factor: true, verifiedAt: world().clock(), methods: ['password'], ...role };
    const session = await world().keyringFor('session');
    return session.sign(claims, { typ: 'person+jwt', audience: busAudience, seconds: 60 });
  };
  const grantFor = async ({ accountId, sessionId }: Somebody, by: 'identity' | 'session' = 'identity') => {
    const claims = { sub: accountId, sid: sessionId, methods: ['password'], jti: randomUUID() };
    const issuer = await world().keyringFor(by);
    return issuer.sign(claims, { typ: 'grant+jwt', audience: 'cancellation', seconds: 600 });
  };
  const confirm = async (who: Somebody, grant: string, agreed = current) =>
    (await callsOf('gateway')).ask(ConfirmCancellation, { grant, agreements: agreed }, { as: await tokenOf(who) });
  const confirmed = async (who: Somebody, grant?: string) => {
    const answer = await confirm(who, grant ?? (await grantFor(who)));
    if ('refused' in answer) throw new Error(answer.refused);
    return answer;
  };

  const statusOf = async ({ cancellationId, statusToken }: Confirmed) => {
    const status = await (await callsOf('gateway')).ask(ReadCancellationStatus, { cancellationId, statusToken });
    if ('refused' in status) throw new Error(status.refused);
    return status;
  };
  const reached = (cancellation: Confirmed, state: string) =>
    eventually(async () => {
      const status = await statusOf(cancellation);
      expect(status.state).toBe(state);
      return status;
    });
  const acknowledge = async (
    name: Participant,
    { accountId }: Somebody,
    { cancellationId, confirmedAt }: Confirmed,
  ) => {
    const input = { accountId, cancellationId, evidence: evidenceAt(confirmedAt) };
    return (await callsOf(name)).ask(AcknowledgeClearing, input, { key: cancellationId });
  };
  const accept = async (
    name: Participant,
    { accountId }: Somebody,
    { cancellationId }: Confirmed,
    finishedBy: string = due.closesAt,
  ) => (await callsOf(name)).ask(AcceptClearing, { accountId, cancellationId, finishedBy });
  const askedToClear = ({ accountId }: Somebody, name: Participant) =>
    eventually(() => expect(world().published(accountId)).toContain(`lethe.clr.v1.${name}.p0.<account>.requested`));
  const clearedByAll = async (who: Somebody, cancellation: Confirmed) => {
    for (const name of [...firstToClear, 'notification'] as const) {
      await askedToClear(who, name);
      await acknowledge(name, who, cancellation);
    }
  };
  const staffView = async ({ accountId }: Somebody) => {
    const as = await tokenOf(somebody(), 'administrator');
    const answer = await (await callsOf('gateway')).ask(ReadCancellation, { accountId }, { as });
    if ('refused' in answer) throw new Error(answer.refused);
    return answer;
  };
  const timelineOf = async (who: Somebody) => (await staffView(who)).timeline.map(({ what }) => what);
  return {
    tokenOf,
    grantFor,
    confirm,
    confirmed,
    statusOf,
    reached,
    acknowledge,
    accept,
    askedToClear,
    clearedByAll,
    staffView,
    timelineOf,
  };
};

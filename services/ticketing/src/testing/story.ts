import {
  IsMember,
  ReadPeople,
  ReadStaffRole,
  type InputOf,
  type ListStaffTickets,
  type ListTickets,
  type ReadTicket,
  type SubmitTicket,
} from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { randomUUID } from 'node:crypto';
import { replica, surroundings, by, type Surroundings } from './replica.ts';

export const finalAt = '2026-11-24T09:00:00.000Z';
export const dueBy = '2026-12-04T00:00:00.000Z';
export const closesAt = '2026-12-03T20:00:00.000Z';
export const workspaceId = '4b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a11';
export const marker = 'MARKER-it-hums-at-night';
export const sam = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';
export const grace = '2d9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c03';
export const audrey = '3e9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c04';
export const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';

export const written = {
  workspaceId,
  type: 'incident',
  priority: 'high',
  subject: marker,
  text: `${marker} and more`,
} as const;

type Replica = Awaited<ReturnType<typeof replica>>;
type Submission = InputOf<typeof SubmitTicket>;

export const nameOf = (accountId: string): string => `Name of ${accountId}`;

const roles = new Map([
  [sam, 'support'],
  [grace, 'administrator'],
  [audrey, 'auditor'],
]);
/** Who was taken off the staff. */
export const offStaff = new Set<string>();
const roleOf = (accountId: string) => (offStaff.has(accountId) ? null : (roles.get(accountId) ?? null));

const answers: Readonly<Record<string, (input: never) => object>> = {
  [IsMember.subject]: ({ workspaceId: asked }: InputOf<typeof IsMember>) => ({
    role: asked === workspaceId ? 'member' : null,
  }),
  [ReadPeople.subject]: ({ accountIds }: InputOf<typeof ReadPeople>) => ({
    people: accountIds.map((accountId) => {
      const staffRole = roleOf(accountId);
      return { accountId, username: nameOf(accountId), ...(staffRole === null ? {} : { staffRole }) };
    }),
  }),
  [ReadStaffRole.subject]: ({ accountId }: InputOf<typeof ReadStaffRole>) => ({
    role: roleOf(accountId),
  }),
};

/** Ada is a member of one workspace, Grace and Audrey are of the staff, and everybody else answers with nothing. */
export const adasWorld = (meanwhile: (subject: string) => unknown = () => undefined) =>
  surroundings(finalAt, async (subject, input) => {
    await meanwhile(subject);
    return answers[subject]?.(input as never) ?? {};
  });

export const running = async (around: Surroundings): Promise<Replica> => {
  const started = await replica(around);
  await started.start();
  return started;
};

export const submit = async (
  { tickets }: Replica,
  context = by(ada),
  more: Partial<Submission> = {},
): Promise<string> => {
  const answer = await tickets.submit({ ...written, ...more }, context);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.ticketId;
};

export const request = () => ({
  accountId: ada,
  cancellationId: randomUUID(),
  participant: 'ticketing',
  finalAt,
  releasedAt: finalAt,
});

const answered = <Answer extends object>(answer: Answer): Exclude<Answer, { refused: unknown }> => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer as Exclude<Answer, { refused: unknown }>;
};

export const ownPage = async ({ ownTickets }: Replica, input: InputOf<typeof ListTickets> = {}, accountId = ada) =>
  answered(await ownTickets.list(input, by(accountId)));

export const own = async (one: Replica, accountId = ada) => (await ownPage(one, {}, accountId)).tickets;

export const ownTicket = async ({ ownTickets }: Replica, input: InputOf<typeof ReadTicket>, accountId = ada) =>
  answered(await ownTickets.read(input, by(accountId)));

export const deskPage = async ({ deskLists }: Replica, input: InputOf<typeof ListStaffTickets> = {}) =>
  answered(await deskLists.list(input, by(sam, 'support')));

export const atDesk = async (one: Replica, input: InputOf<typeof ListStaffTickets> = {}) =>
  (await deskPage(one, input)).tickets;

export const deskTicket = async ({ deskLists }: Replica, input: InputOf<typeof ReadTicket>) =>
  answered(await deskLists.read(input, by(sam, 'support')));

export const askedOf = ({ asked }: Surroundings, verb: string) => asked.filter(({ subject }) => subject.endsWith(verb));

export const eventsOf = async ({ kit }: Replica, ticketId: string): Promise<readonly string[]> =>
  (await kit.journal.read(`ticket-${ticketId}`)).map(({ type }) => type);

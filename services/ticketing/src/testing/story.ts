import { randomUUID } from 'node:crypto';
import { replica, surroundings, by, type Surroundings } from './replica.ts';

export const finalAt = '2026-11-24T09:00:00.000Z';
export const dueBy = '2026-12-04T00:00:00.000Z';
export const closesAt = '2026-12-03T20:00:00.000Z';
export const workspaceId = '4b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a11';
export const marker = 'MARKER-it-hums-at-night';
export const sam = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';
export const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';

export const written = {
  workspaceId,
  type: 'incident',
  priority: 'high',
  subject: marker,
  text: `${marker} and more`,
} as const;

type Replica = ReturnType<typeof replica>;

/** Ada is a member of one workspace, and everybody else answers with nothing. */
export const adasWorld = () =>
  surroundings(finalAt, (subject, input) =>
    subject.endsWith('read-role')
      ? { role: (input as { workspaceId: string }).workspaceId === workspaceId ? 'member' : null }
      : {},
  );

export const running = async (around: Surroundings): Promise<Replica> => {
  const started = replica(around);
  await started.start();
  return started;
};

export const submit = async ({ tickets }: Replica, context = by(ada)): Promise<string> => {
  const answer = await tickets.submit(written, context);
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

export const own = async ({ tickets }: Replica, accountId = ada) => (await tickets.list({}, by(accountId))).tickets;

export const askedOf = ({ asked }: Surroundings, verb: string) => asked.filter(({ subject }) => subject.endsWith(verb));

export const eventsOf = async ({ kit }: Replica, ticketId: string): Promise<readonly string[]> =>
  (await kit.journal.read(`ticket-${ticketId}`)).map(({ type }) => type);

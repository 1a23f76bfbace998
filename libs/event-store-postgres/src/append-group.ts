import {
  CommandRecorded,
  LookUpTaken,
  StaleRevision,
  type Envelope,
  type LookUpChanges,
  type Position,
  type StorableWrite,
} from '@lethe/event-store';

/** One append as `append_events` takes it. */
export type Member = Readonly<{ writes: readonly StorableWrite[]; envelope: Envelope; text: string }>;

/** Its answer for one member. Bigints come as strings. */
export type Answer = Readonly<{
  member: number;
  outcome: 'appended' | 'recorded' | 'stale' | 'taken';
  at_position: string | null;
  at_stream: string | null;
  at_revision: string | null;
  taken_kind: string | null;
}>;

/** The payloads are JSON text inside a JSON string, so that \u0000 in them survives jsonb. */
export const memberOf = (
  writes: readonly StorableWrite[],
  envelope: Envelope,
  { take = [], release = [], releaseAll = [] }: LookUpChanges = {},
): Member => {
  const { commandId: id, commandType: type, correlationId: correlation, digest, actor, at } = envelope;
  const text = JSON.stringify({
    command: { id, type, digest, correlation, actor, at },
    writes: writes.map(({ stream, expected, events }) => ({
      stream,
      expected: expected === 'no-stream' ? '-1' : String(expected),
      events: events.map((event) => ({ type: event.type, version: event.version, data: event.text })),
    })),
    ...(take.length > 0 && { take }),
    ...(release.length > 0 && { release }),
    ...(releaseAll.length > 0 && { release_all: releaseAll }),
  });
  return { writes, envelope, text };
};

/** @throws what the port names for everything but an append that was made. */
export const positionIn = ({ writes, envelope }: Member, answer: Answer): Position => {
  switch (answer.outcome) {
    case 'appended':
      return BigInt(answer.at_position ?? 0);
    case 'recorded':
      throw new CommandRecorded(envelope.commandId);
    case 'taken':
      throw new LookUpTaken(answer.taken_kind ?? '');
    case 'stale': {
      const stale = writes.find(({ stream }) => stream === answer.at_stream);
      const actual = BigInt(answer.at_revision ?? -1);
      throw new StaleRevision(
        answer.at_stream ?? '',
        stale?.expected ?? 'no-stream',
        actual < 0n ? 'no-stream' : actual,
      );
    }
  }
};

import {
  CommandRecorded,
  LookUpTaken,
  StaleRevision,
  type Envelope,
  type LookUp,
  type LookUpChanges,
  type StorableWrite,
} from '@lethe/event-store';

/** One append, waiting to be flushed together with others. */
export type Member = Readonly<{
  writes: readonly StorableWrite[];
  envelope: Envelope;
  changes: Required<LookUpChanges> | undefined;
}>;

/** A row of what `append_events` answers. Bigints come as strings. */
export type Answer = Readonly<{
  outcome: 'appended' | 'recorded' | 'stale' | 'taken';
  named: string | null;
  at: string | null;
}>;

export const memberOf = (
  writes: readonly StorableWrite[],
  envelope: Envelope,
  { take = [], release = [], releaseAll = [] }: LookUpChanges = {},
): Member => {
  const changed = take.length + release.length + releaseAll.length > 0;
  return { writes, envelope, changes: changed ? { take, release, releaseAll } : undefined };
};

export const eventsIn = ({ writes }: Member): number => writes.reduce((count, { events }) => count + events.length, 0);

export const appendGroup =
  'select * from public.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)';

/** A group as the parameters of `appendGroup`: events lie in columns. */
export const parametersOf = (group: readonly Member[]): readonly unknown[] => {
  const seen = group.flatMap(({ writes }) => writes);
  const events = group.flatMap(eventRows);
  const column = <Name extends keyof EventRow>(name: Name) => events.map((event) => event[name]);
  // Look-ups change by one member of a group at most (`nextGroup`).
  const changes = group.find((member) => member.changes !== undefined)?.changes;
  return [
    seen.map(({ stream }) => stream),
    seen.map(({ expected }) => revisionOf(expected)),
    events.map(() => crypto.randomUUID()),
    column('stream'),
    column('revision'),
    column('type'),
    column('version'),
    column('text'),
    column('commandId'),
    column('correlationId'),
    column('actor'),
    column('at'),
    column('commandType'),
    column('digest'),
    column('count'),
    changes === undefined ? null : JSON.stringify({ ...changes, take: changes.take.map(takenRow) }),
  ];
};

/** As text, which jsonb keeps as it is. */
const takenRow = ({ says, ...row }: LookUp) => (says === undefined ? row : { ...row, says: JSON.stringify(says) });

type EventRow = ReturnType<typeof eventRows>[number];

const eventRows = (member: Member) => {
  const { commandId, correlationId, actor, at, commandType, digest } = member.envelope;
  const rows = member.writes.flatMap(({ stream, expected, events }) =>
    events.map(({ type, version, text }, index) => {
      const revision = revisionOf(expected) + BigInt(index + 1);
      return { stream, revision, type, version, text, commandId, correlationId, actor, at };
    }),
  );
  const nothing = { commandType: null, digest: null, count: null };
  return rows.map((row, index) => ({
    ...row,
    ...(index === 0 ? { commandType, digest, count: rows.length } : nothing),
  }));
};

const revisionOf = (expected: StorableWrite['expected']): bigint => (expected === 'no-stream' ? -1n : expected);

/** What speaks against this member, if anything. */
export const refusalOf = (
  { writes, envelope, changes }: Member,
  answers: readonly Answer[],
): CommandRecorded | StaleRevision | LookUpTaken | undefined => {
  const told = (outcome: Answer['outcome'], named: string) =>
    answers.find((answer) => answer.outcome === outcome && answer.named === named);
  if (told('recorded', envelope.commandId) !== undefined) return new CommandRecorded(envelope.commandId);
  for (const { stream, expected } of writes) {
    const stale = told('stale', stream);
    if (stale === undefined) continue;
    const actual = BigInt(stale.at ?? -1);
    if (actual !== revisionOf(expected)) return new StaleRevision(stream, expected, actual < 0n ? 'no-stream' : actual);
  }
  const taken = changes && answers.find(({ outcome }) => outcome === 'taken');
  return taken && new LookUpTaken(taken.named ?? '');
};

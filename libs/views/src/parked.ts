import type { Position, StoredEvent } from '@lethe/event-store';
import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import type { Pool } from 'pg';
import type { Course } from './course.ts';

/** Not the event's own fault: an earlier one of its stream is parked. */
export const behind = 'Behind';
/** It was carried out, and is once more when what is parked before it was replayed. */
export const again = 'Again';

/** An event that a view did not take in: where it lies and what went wrong, never what is in it. */
export type ParkedEvent = Readonly<{
  view: string;
  position: Position;
  stream: string;
  /** Name of the error or its SQLSTATE, `Behind` or `Again`. */
  error: string;
  /** ISO 8601, UTC. */
  parkedAt: string;
}>;

type ParkedTables = { parked_events: { view: string; position: bigint; stream: string; error: string } };
const tables = (database: QueryExecutorProvider) => database as unknown as Kysely<ParkedTables>;

export const park = async (
  transaction: QueryExecutorProvider,
  { checkpoint }: Course,
  { position, stream }: StoredEvent,
  error: string,
): Promise<void> => {
  await tables(transaction).insertInto('parked_events').values({ view: checkpoint, position, stream, error }).execute();
};

/** Streams whose later events wait. */
export const parkedStreams = async (
  transaction: QueryExecutorProvider,
  { checkpoint }: Course,
): Promise<ReadonlySet<string>> => {
  const rows = await tables(transaction)
    .selectFrom('parked_events')
    .select('stream')
    .distinct()
    .where('view', '=', checkpoint)
    .where('error', '<>', again)
    .execute();
  return new Set(rows.map(({ stream }) => stream));
};

/** The next one behind `after`. */
export const nextParked = async (
  transaction: QueryExecutorProvider,
  { checkpoint }: Course,
  after: Position,
): Promise<Readonly<{ position: Position; stream: string; error: string }> | undefined> => {
  const row = await tables(transaction)
    .selectFrom('parked_events')
    .select(['position', 'stream', 'error'])
    .where('view', '=', checkpoint)
    .where('position', '>', after)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, position: BigInt(row.position) };
};

export const unpark = async (
  transaction: QueryExecutorProvider,
  { checkpoint }: Course,
  position: Position,
): Promise<void> => {
  await tables(transaction)
    .deleteFrom('parked_events')
    .where('view', '=', checkpoint)
    .where('position', '=', position)
    .execute();
};

/** What was parked on one course is what is parked on the other, and nothing else. */
export const handOverParked = async (transaction: QueryExecutorProvider, from: Course, to: Course): Promise<void> => {
  await sql`delete from parked_events where view = ${to.checkpoint}`.execute(transaction);
  await sql`update parked_events set view = ${to.checkpoint} where view = ${from.checkpoint}`.execute(transaction);
};

const list = `
  select view, position, stream, error,
         to_char(parked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "parkedAt"
  from parked_events order by view, position limit 1000`;

/** Of all views, in order; at most 1,000. */
export const parkedEvents = async (pool: Pool): Promise<readonly ParkedEvent[]> => {
  const { rows } = await pool.query<Omit<ParkedEvent, 'position'> & { position: string }>(list);
  return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
};

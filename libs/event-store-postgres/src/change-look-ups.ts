import { LookUpTaken, StaleRevision, type Asserted, type LookUp, type LookUpChanges } from '@lethe/event-store';
import type { Pool, PoolClient } from 'pg';

const uniqueViolation = '23505';

/** Under the lock of appends, which alone change look-ups beside this: what was read by then holds good to the end. */
export const changeLookUps = async (
  pool: Pool,
  asserted: readonly Asserted[],
  { take = [], release = [] }: Pick<LookUpChanges, 'take' | 'release'>,
): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level read committed');
    await client.query(`set local lock_timeout = '5s'`);
    await client.query(`select pg_advisory_xact_lock(hashtextextended('append_events', 0))`);
    await assertAll(client, asserted);
    await client.query(
      `delete from public.look_ups l using unnest($1::text[], $2::text[], $3::text[]) as gone (kind, hmac, holder)
        where l.kind = gone.kind and l.hmac = gone.hmac and l.holder = gone.holder`,
      columnsOf(release),
    );
    await client.query(
      `insert into public.look_ups (kind, hmac, holder) select * from unnest($1::text[], $2::text[], $3::text[])
       on conflict (kind, hmac, holder) do nothing`,
      columnsOf(take),
    );
    await client.query('commit');
    client.release();
  } catch (error) {
    // Closing the connection rolls back, also where it no longer answers.
    client.release(true);
    throw isTaken(error) ? new LookUpTaken(take[0]?.kind ?? '') : error;
  }
};

const columnsOf = (rows: readonly LookUp[]): string[][] => [
  rows.map(({ kind }) => kind),
  rows.map(({ hmac }) => hmac),
  rows.map(({ holder }) => holder),
];

const assertAll = async (client: PoolClient, asserted: readonly Asserted[]): Promise<void> => {
  const { rows } = await client.query<{ stream: string; revision: string }>(
    `select s.stream, (select coalesce(max(e.revision), -1) from public.events e where e.stream = s.stream) as revision
       from unnest($1::text[]) as s (stream)`,
    [asserted.map(({ stream }) => stream)],
  );
  const standing = new Map(rows.map(({ stream, revision }) => [stream, BigInt(revision)]));
  for (const { stream, expected } of asserted) {
    const revision = standing.get(stream) ?? -1n;
    const actual = revision === -1n ? 'no-stream' : revision;
    if (actual !== expected) throw new StaleRevision(stream, expected, actual);
  }
};

const isTaken = (error: unknown): boolean =>
  (error as Readonly<{ code?: string; constraint?: string }>).code === uniqueViolation;

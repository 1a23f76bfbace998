import type { Pool, PoolClient } from 'pg';
import { lockedOn } from './locked-on.ts';
import type { Ledger, LedgerEntry, LedgerMark } from './ledger.ts';

const batchSize = 200;

/**
 * Destroys what the ledger says is destroyed and this database has not read yet, before the service serves: a database that
 * was restored brings no key back. The database keeps how far it has read.
 * @throws LedgerBroken
 */
export const carryOutLedger = async ({
  ledger,
  pool,
  service,
}: Readonly<{ ledger: Ledger; pool: Pool; service: string }>): Promise<void> => {
  let mark = await markIn(pool, service);
  for (;;) {
    const next = await ledger.after(mark);
    const own = next.entries.filter((entry) => entry.service === service);
    for (let from = 0; from < own.length; from += batchSize) await destroyAll(pool, own.slice(from, from + batchSize));
    if (next.mark === mark) return;
    mark = next.mark;
    await pool.query(
      `insert into ledger_marks (service, mark) values ($1, $2)
       on conflict (service) do update set mark = excluded.mark`,
      [service, mark],
    );
  }
};

const markIn = async (pool: Pool, service: string): Promise<LedgerMark> =>
  (await pool.query<{ mark: LedgerMark }>('select mark from ledger_marks where service = $1', [service])).rows[0]
    ?.mark ?? '';

const destroyAll = (pool: Pool, entries: readonly LedgerEntry[]): Promise<void> =>
  lockedOn(pool, 'ledger', async (client: PoolClient) => {
    const subjects = entries.map(({ subject }) => subject);
    // The locks of `make` and `destroy`, in one order whoever takes them.
    await client.query(
      `select pg_advisory_xact_lock(lock) from
         (select distinct hashtextextended(subject, 0) as lock from unnest($1::text[]) as subject order by lock) as locks`,
      [subjects],
    );
    await client.query(
      `with gone as (delete from subject_keys where subject = any($1) returning subject, wrapping_key)
       insert into subject_tombstones (subject, destroyed_at, wrapping_key)
       select entry.subject, at, gone.wrapping_key
       from unnest($1::text[], $2::timestamptz[]) with ordinality as entry (subject, at, place)
       left join gone on gone.subject = entry.subject
       order by place on conflict (subject) do nothing`,
      [subjects, entries.map(({ at }) => at)],
    );
  });

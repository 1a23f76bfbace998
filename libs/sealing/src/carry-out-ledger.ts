import type { Pool, PoolClient } from 'pg';
import { lockedOn } from './locked-on.ts';
import type { Ledger, LedgerEntry, LedgerMark } from './ledger.ts';
import { sharedReads } from './shared-reads.ts';

const batchSize = 200;

/** A service's ledger, and its keys database, which keeps how far it has carried it out. */
export type Carrying = Readonly<{ ledger: Ledger; pool: Pool; service: string }>;

/**
 * Destroys what the ledger says is destroyed and this database has not read yet: a database that was restored brings no key
 * back. The mark moves behind what was done, and only from where it was read: so it passes over nothing that another replica
 * has entered and not done yet.
 * @throws LedgerBroken
 */
export const carryOutLedger = async ({ ledger, pool, service }: Carrying): Promise<void> => {
  for (;;) {
    const mark = await markIn(pool, service);
    const next = await ledger.after(mark);
    if (next.mark === mark) return;
    const own = next.entries
      .filter((entry) => entry.kind === 'key-destroyed')
      .filter((each) => each.service === service);
    for (let from = 0; from < own.length; from += batchSize) await destroyAll(pool, own.slice(from, from + batchSize));
    await moveMark(pool, service, { from: mark, to: next.mark });
  }
};

/**
 * Enters what is done for ever and carries it out, before it answers. Those who come at once share the write and its sync.
 * Killed in between, the next who enters or starts does the rest.
 */
export const enterInLedger = (carrying: Carrying): ((entry: LedgerEntry) => Promise<void>) => {
  const enterAll = sharedReads(async (entries: readonly LedgerEntry[]) => {
    await carrying.ledger.write(entries);
    await carryOutLedger(carrying);
  });
  return (entry) => enterAll([entry]);
};

/** @returns '' where it has read nothing yet. */
export const markIn = async (db: Pick<Pool, 'query'>, service: string): Promise<LedgerMark> =>
  (await db.query<{ mark: LedgerMark }>('select mark from ledger_marks where service = $1', [service])).rows[0]?.mark ??
  '';

/** Where another replica has moved it meanwhile, it stays there. */
const moveMark = (pool: Pool, service: string, { from, to }: Readonly<{ from: LedgerMark; to: LedgerMark }>) =>
  pool.query(
    `insert into ledger_marks (service, mark) values ($1, $3)
     on conflict (service) do update set mark = excluded.mark where ledger_marks.mark = $2`,
    [service, from, to],
  );

type Destruction = Extract<LedgerEntry, { kind: 'key-destroyed' }>;

const destroyAll = (pool: Pool, entries: readonly Destruction[]): Promise<void> =>
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

import type { Json, Snapshots } from '@lethe/event-store';
import type { Pool } from 'pg';

const find = 'select revision, state from public.snapshots where stream = $1 and fold = $2 and version = $3';

const keep = `
  insert into public.snapshots as kept (stream, fold, version, revision, state) values ($1, $2, $3, $4, $5)
  on conflict (stream, fold) do update
    set version = excluded.version, revision = excluded.revision, state = excluded.state
    where kept.version <> excluded.version or kept.revision < excluded.revision`;

/** Beside the log, in the same database. Run `eventStoreMigrations` first. */
export const postgresSnapshots = (pool: Pool): Snapshots => ({
  find: async (stream, fold, version) => {
    const values = [stream, fold, version];
    const query = { name: 'snapshot_find', text: find, values };
    const [row] = (await pool.query<{ revision: string; state: string }>(query)).rows;
    return row && { revision: BigInt(row.revision), state: JSON.parse(row.state) as Json };
  },
  keep: async (stream, fold, version, { revision, state }) => {
    const values = [stream, fold, version, revision, JSON.stringify(state)];
    await pool.query({ name: 'snapshot_keep', text: keep, values });
  },
});

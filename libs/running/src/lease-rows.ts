import type { Pool } from 'pg';

/** Who holds what, in PostgreSQL. Time is the database's: replicas need no common clock. */
export type LeaseRows = Readonly<{
  take: (name: string, holder: string) => Promise<Readonly<{ token: bigint; clean: boolean }> | undefined>;
  /** False where somebody else took it since. */
  renew: (name: string, token: bigint) => Promise<boolean>;
  release: (name: string, token: bigint) => Promise<void>;
}>;

/** The condition before the conflict keeps those who wait from locking the row each time they look. */
const take = `
  insert into leases as held (name, holder, token, until, clean)
  select $1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond', true
  where not exists (select from leases where name = $1 and until > clock_timestamp())
  on conflict (name) do update
    set holder = excluded.holder, token = held.token + 1, until = excluded.until, clean = held.until = '-infinity'
    where held.until <= clock_timestamp()
  returning token, clean`;

const renew = `
  update leases set until = clock_timestamp() + $3 * interval '1 millisecond'
  where name = $1 and token = $2 and until <> '-infinity'`;

const release = `update leases set until = '-infinity' where name = $1 and token = $2`;

export const leaseRows = (pool: Pool, ttl: number): LeaseRows => ({
  take: async (name, holder) => {
    const values = [name, holder, ttl];
    const { rows } = await pool.query<{ token: string; clean: boolean }>({ name: 'lease_take', text: take, values });
    return rows[0] && { token: BigInt(rows[0].token), clean: rows[0].clean };
  },
  renew: async (name, token) => {
    const { rowCount } = await pool.query({ name: 'lease_renew', text: renew, values: [name, token, ttl] });
    return rowCount === 1;
  },
  release: async (name, token) => {
    await pool.query({ name: 'lease_release', text: release, values: [name, token] });
  },
});

import type { Pool } from 'pg';

/** A row that one runner works on. The fence tells its claim from every other one, of earlier rows of that key too. */
export type Claim = Readonly<{ kind: string; key: string; attempts: number; fence: string }>;

/**
 * `due_at` and `retry_at` are infinite while nothing is asked for, so that what is asked for during a claim is seen at
 * its end. `due_at` goes by the injected clock; leases and back-off go by the database's, which all replicas share.
 */
const take = `with taken as materialized (
    select kind, key from due
    where kind = any ($1)
      and ((claimed_until is null and (due_at <= $2 or retry_at <= now())) or claimed_until < now())
    order by least(due_at, retry_at, claimed_until)
    limit $3
    for update skip locked)
  update due set
    due_at = 'infinity', retry_at = 'infinity', attempts = attempts + 1,
    claimed_until = now() + $4 * interval '1 millisecond', fence = nextval('due_fences')
  from taken where due.kind = taken.kind and due.key = taken.key
  returning due.kind, due.key, attempts, fence`;

const prolong = `update due set claimed_until = now() + $2 * interval '1 millisecond'
  where fence = any ($1) and claimed_until >= now()`;

const finish = `delete from due where kind = $1 and key = $2 and fence = $3 and due_at = 'infinity'`;

const free = `update due set claimed_until = null, fence = null, attempts = 0,
    due_at = least(due_at, coalesce($4::timestamptz, 'infinity'))
  where kind = $1 and key = $2 and fence = $3`;

const putOff = `update due set claimed_until = null, fence = null, retry_at = now() + $4 * interval '1 millisecond'
  where kind = $1 and key = $2 and fence = $3`;

/** Claims on due rows. What was taken over by somebody else cannot be finished, freed or put off any more. */
export const dueClaims = (pool: Pool, leaseMs: number) => {
  const freed = (claim: Claim, again: string | null) => pool.query(free, [...places(claim), again]);
  return {
    take: async (kinds: readonly string[], now: string, atMost: number): Promise<readonly Claim[]> =>
      (await pool.query<Claim>(take, [kinds, now, atMost, leaseMs])).rows,
    prolong: (claims: readonly Claim[]) => pool.query(prolong, [claims.map(({ fence }) => fence), leaseMs]),
    /** Done, unless it was asked for again meanwhile. */
    finish: async (claim: Claim): Promise<void> => {
      const { rowCount } = await pool.query(finish, places(claim));
      if (rowCount === 0) await freed(claim, null);
    },
    again: async (claim: Claim, at: string): Promise<void> => {
      await freed(claim, at);
    },
    putOff: async (claim: Claim, forMs: number): Promise<void> => {
      await pool.query(putOff, [...places(claim), forMs]);
    },
  };
};

const places = ({ kind, key, fence }: Claim): [string, string, string] => [kind, key, fence];

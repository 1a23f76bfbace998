import { eventStoreMigrations, notYetRun } from '@lethe/event-store-postgres';
import { Explained } from '@lethe/running';
import { keyMigrations } from '@lethe/sealing';
import type { Pool } from 'pg';
import { roleOf } from './databases.ts';

type Standing = Readonly<{ me: string; schema: string | null; owns: boolean }>;

/** Superusers may everything, and so may who owns the log. */
const standing = `select current_user as me, current_schema() as schema,
  has_table_privilege('public.events', 'update, delete, truncate, trigger') as owns`;

/**
 * A service changes nothing about its log and its tables of keys: `lethe provision` makes them, as their owner (T6).
 * @throws Explained where this build has not been provisioned, or the service's role may change what is recorded.
 */
export const assertProvisioned = async (service: string, pool: Pool, keysPool: Pool): Promise<void> => {
  const left = [...(await notYetRun(pool, eventStoreMigrations)), ...(await notYetRun(keysPool, keyMigrations))];
  if (left.length > 0)
    throw new Explained(
      `The databases of ${service} are not made for this build (${left.join(', ')}). Run: lethe provision`,
    );
  const { rows } = await pool.query<Standing>(standing);
  const { me, schema, owns } = rows[0] as Standing;
  if (owns)
    throw new Explained(
      `${me} may change events, and a service may not. Run: lethe provision; and sign in as ${roleOf(service)}.`,
    );
  if (schema !== roleOf(service))
    throw new Explained(`${me} has no schema of its own in the database of ${service}. Run: lethe provision`);
};

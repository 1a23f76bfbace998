import { serviceNames } from '@lethe/contracts';
import { Explained } from '@lethe/running';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

export type Connections = Readonly<{ log: number; keys: number }>;

/** The gateway keeps nothing: it has no log to follow, and asks its databases at its start only. */
const withoutLog: Connections = { log: 1, keys: 1 };

/** How what one replica may open is shared out. One more listens for new events. */
export const connectionsOf = (most: number, keepsLog: boolean): Connections => {
  if (!keepsLog) return withoutLog;
  const keys = Math.max(1, Math.floor((most - 1) / 4));
  return { log: most - 1 - keys, keys };
};

/** How often every service may run, where each replica opens as many as it may. */
export const replicasThatFit = (room: number, most: number): number =>
  Math.floor(room / ((serviceNames.length - 1) * most + withoutLog.log + withoutLog.keys));

/** What the server keeps for its superuser is not ours. */
const roomQuery = `select current_setting('max_connections')::int
  - current_setting('superuser_reserved_connections')::int
  - coalesce(current_setting('reserved_connections', true), '0')::int as room`;

/**
 * Compares what a replica may open with what the server lets in, so that nobody finds out under load (L13).
 * @throws Explained where not even this replica fits.
 */
export const compareWithServer = async (pool: Pool, most: number, logger: Pick<Logger, 'info' | 'warn'>) => {
  const { rows } = await pool.query<{ room: number }>(roomQuery);
  const room = rows[0]?.room ?? 0;
  const remedy = 'Raise max_connections of PostgreSQL, or lower LETHE_POSTGRES_CONNECTIONS.';
  if (most > room)
    throw new Explained(`PostgreSQL lets ${room} connections in, and this service may open ${most}. ${remedy}`);
  const replicas = replicasThatFit(room, most);
  const facts = { connections: most, room, replicas };
  if (replicas === 0) logger.warn(facts, `PostgreSQL has too few connections for all services. ${remedy}`);
  if (replicas === 1)
    logger.info(facts, `PostgreSQL has connections for one replica of each service, not for two. ${remedy}`);
};

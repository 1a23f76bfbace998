import { Pool } from 'pg';

const seconds = 1_000;

/**
 * A pool whose statements cannot hang: lock waits end after 5 s, statements after 10 s, transactions that idle after 15 s.
 * A broken idle connection is dropped and replaced.
 */
export const postgresPool = (connectionString: string, max = 10): Pool => {
  const pool = new Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 5 * seconds,
    lock_timeout: 5 * seconds,
    statement_timeout: 10 * seconds,
    idle_in_transaction_session_timeout: 15 * seconds,
  });
  // Without a listener a connection that breaks would end the process: while it is idle, and while it is lent out but has
  // no query under way. Whoever has it learns of it from the next query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

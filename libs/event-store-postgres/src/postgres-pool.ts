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
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', () => undefined);
  return pool;
};

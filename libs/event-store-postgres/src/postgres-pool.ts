import { Pool, type ClientConfig } from 'pg';
import { ServerSilent, DeadlineClient } from './deadline-client.ts';

const seconds = 1_000;

/**
 * How long what may take. A caller waits 5 s for its answer: whatever it waits for here ends sooner (`DeadlineClient` too), and the
 * server ends what it does before we stop listening, so that most ends are told and few are unknown.
 */
const limits = {
  connectionTimeoutMillis: 3 * seconds,
  lock_timeout: 3 * seconds,
  statement_timeout: 4 * seconds,
  idle_in_transaction_session_timeout: 8 * seconds,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5 * seconds,
} as const;

/** Of a connection beside a pool's. */
export const connectionTo = (connectionString: string): ClientConfig => ({ connectionString, ...limits });

/**
 * A pool in which nothing hangs, whatever the server does or does not do. A broken idle connection is dropped and
 * replaced; where one was silent, so are the others that are idle.
 */
export const postgresPool = (connectionString: string, max = 10): Pool => {
  const pool = new Pool({ ...connectionTo(connectionString), max, Client: DeadlineClient });
  const onError = (error: unknown): void => {
    if (error instanceof ServerSilent) dropIdle(pool);
  };
  // Without a listener a connection that breaks would end the process: while it is idle, and while it is lent out but has
  // no query under way. Whoever has it learns of it from the next query.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
};

/** Else each of them would cost somebody a time-out of their own. */
const dropIdle = (pool: Pool): void => {
  for (let left = pool.idleCount; left > 0; left -= 1)
    pool.connect().then(
      (idle) => idle.release(true),
      () => undefined,
    );
};

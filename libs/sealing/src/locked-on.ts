import type { Pool, PoolClient } from 'pg';

/** Runs `work` while nobody else works on the same subject; all of it is committed, or nothing. */
export const lockedOn = async <Result>(
  pool: Pool,
  subject: string,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  try {
    // Read committed: what is read after the lock is what its last holder left.
    await client.query('begin isolation level read committed');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [subject]);
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // Closing the connection rolls back, also where it no longer answers.
    client.release(true);
    throw error;
  }
};

/** Held by whoever wraps a key of the service. */
export const lockOf = (service: string): string => `keys of ${service}`;

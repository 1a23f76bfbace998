import { freshDatabase } from '@lethe/testing';
import { postgresPool } from '../postgres-pool.ts';

/** A database of the test's own, with a pool. */
export const ownDatabase = async (max = 10) => {
  const { url, drop } = await freshDatabase();
  const pool = postgresPool(url, max);
  return {
    url,
    pool,
    close: async (): Promise<void> => {
      await pool.end();
      await drop();
    },
  };
};

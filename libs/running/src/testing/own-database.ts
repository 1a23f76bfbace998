import { freshDatabase } from '@lethe/testing';
import pg from 'pg';
import { leasesTable, runningMigrations } from '../running.migrations.ts';

/** A database of the test's own with leases and what is set aside. */
export const ownDatabase = async () => {
  const { url, drop } = await freshDatabase();
  const pool = new pg.Pool({ connectionString: url });
  for (const statement of [leasesTable, ...runningMigrations.flatMap(({ statements }) => statements)])
    await pool.query(statement);
  return {
    url,
    pool,
    close: async (): Promise<void> => {
      await pool.end();
      await drop();
    },
  };
};

import { freshDatabase } from '@lethe/testing';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { dueMigrations, type DueTables } from '../due.ts';

/** A database of the test's own with the due table. `drop` closes its pool. */
export const dueDatabase = async () => {
  const { url, drop } = await freshDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  pool.on('error', () => undefined); // a connection that still closes when its database is dropped
  for (const statement of dueMigrations.flatMap(({ statements }) => statements)) await pool.query(statement);
  const database = new Kysely<DueTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    database,
    rows: async () =>
      (await pool.query<{ kind: string; key: string }>('select kind, key from due order by kind, key')).rows,
    drop: async () => {
      await database.destroy();
      await drop();
    },
  };
};

import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { keyMigrations } from '../key-migrations.ts';
import type { Migration } from '../key-migrations.ts';

/** A migrated keys database of the test's own on the server of the test run. `drop` closes the pool with it. */
export const keysDatabase = async (
  migrations: readonly Migration[] = keyMigrations,
): Promise<Readonly<{ url: string; pool: Pool; drop: () => Promise<void> }>> => {
  const server = new URL(process.env['LETHE_TEST_PG'] ?? 'postgres://localhost/postgres');
  const name = `keys_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(`/${name}`, server).href;
  const pool = new Pool({ connectionString: url, max: 10 });
  // A connection that is still closing when its database is dropped says so.
  pool.on('error', () => undefined);
  for (const statement of migrations.flatMap(({ statements }) => statements)) await pool.query(statement);
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
};

const onServer = async (server: URL, statement: string): Promise<void> => {
  const admin = new Pool({ connectionString: server.href, max: 1 });
  await admin.query(statement).finally(() => admin.end());
};

import { postgresPool } from '../postgres-pool.ts';

const server = (): string => {
  const url = process.env['LETHE_TEST_PG'];
  if (url === undefined) throw new Error('LETHE_TEST_PG names no PostgreSQL to test with.');
  return url;
};

export const databaseUrl = (name: string): string => Object.assign(new URL(server()), { pathname: `/${name}` }).href;

/** A database of the test's own. */
export const ownDatabase = async (max = 10) => {
  const name = `log_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = postgresPool(server(), 1);
  await admin.query(`create database ${name}`);
  const pool = postgresPool(databaseUrl(name), max);
  return {
    name,
    pool,
    close: async (): Promise<void> => {
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
};

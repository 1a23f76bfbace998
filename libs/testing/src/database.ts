import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { given } from './given.ts';

export type FreshDatabase = Readonly<{ url: string; drop: () => Promise<void> }>;

const asSuperuser = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: given('LETHE_TEST_PG') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A database of the test's own. Close your pools before `drop`: it ends the connections that are left. */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(`CREATE DATABASE ${name}`);
  const url = new URL(given('LETHE_TEST_PG'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

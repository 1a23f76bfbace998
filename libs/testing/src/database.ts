import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { given } from './given.ts';

export type FreshDatabase = Readonly<{ url: string; drop: () => Promise<void> }>;

const asSuperuser = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: given('LETHE_TEST_PG') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

const patienceMs = 1_000;

/** A pool that was closed says so before PostgreSQL has ended its connections: ending them by force would be an error there. */
const connectionsEnd = async (client: pg.Client, name: string): Promise<void> => {
  const until = performance.now() + patienceMs;
  const are = async () =>
    (await client.query('select from pg_stat_activity where datname = $1', [name])).rowCount !== 0;
  while (performance.now() < until && (await are())) await pause(20);
};

/** A database of the test's own. Close your pools before `drop`: it ends the connections that are left. */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser((client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(given('LETHE_TEST_PG'));
  url.pathname = `/${name}`;
  const drop = () =>
    asSuperuser(async (client) => {
      await connectionsEnd(client, name);
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  return { url: url.href, drop };
};

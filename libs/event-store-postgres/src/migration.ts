import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { DeadlineClient } from './deadline-client.ts';

/** Forward only. A name that ran once keeps its text for ever; a change is a new migration. */
export type Migration = Readonly<{ name: string; statements: readonly string[] }>;

export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';
  constructor(readonly migration: string) {
    super(
      `Migration ${migration} ran here with another text: another build made this database, and nothing was changed in it. ` +
        'Go back to that build, or start on new data. Who changed the text puts the change into a migration of its own.',
    );
  }
}

/**
 * Runs those that have not run in this database, in order, each in a transaction with its record.
 * Replicas that start together wait for each other.
 * @throws MigrationChanged before anything runs, where the text of one that ran differs now.
 */
export const migrate = async (pool: Pool, migrations: readonly Migration[]): Promise<void> => {
  const client = await pool.connect();
  if (client instanceof DeadlineClient) client.waitForEver();
  try {
    await migrateOver(client, migrations);
  } finally {
    // Its settings and its lock end with the connection.
    client.release(true);
  }
};

/**
 * As `migrate`, as whoever the connection is and in the schema that it looks at first. It waits for ever from here on, and
 * holds the lock until it ends.
 */
export const migrateOver = async (client: ClientBase, migrations: readonly Migration[]): Promise<void> => {
  await client.query('set lock_timeout = 0');
  await client.query('set statement_timeout = 0');
  await client.query(`select pg_advisory_lock(hashtextextended('lethe_migrations', 0))`);
  await client.query(
    `create table if not exists lethe_migrations (
       name text primary key, digest text not null, ran_at timestamptz not null default now())`,
  );
  for (const migration of await missing(client, 'lethe_migrations', migrations)) await run(client, migration);
};

/**
 * Of migrations that somebody else runs, in the schema `public`: the names of those that have not.
 * @throws MigrationChanged
 */
export const notYetRun = async (pool: Pool, migrations: readonly Migration[]): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ there: boolean }>(
    `select to_regclass('public.lethe_migrations') is not null as there`,
  );
  const left = rows[0]?.there === true ? await missing(pool, 'public.lethe_migrations', migrations) : migrations;
  return left.map(({ name }) => name);
};

const missing = async (
  database: Pick<Pool | ClientBase, 'query'>,
  table: string,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> => {
  const { rows } = await (database as Pool).query<{ name: string; digest: string }>(
    `select name, digest from ${table}`,
  );
  const ran = new Map(rows.map(({ name, digest }) => [name, digest]));
  const changed = migrations.find((each) => ran.has(each.name) && ran.get(each.name) !== digestOf(each));
  if (changed !== undefined) throw new MigrationChanged(changed.name);
  return migrations.filter(({ name }) => !ran.has(name));
};

const run = async (client: ClientBase, migration: Migration): Promise<void> => {
  const { name, statements } = migration;
  await client.query('begin');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('insert into lethe_migrations (name, digest) values ($1, $2)', [name, digestOf(migration)]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

/** What is recorded of a migration beside its name. */
export const digestOf = ({ statements }: Migration): string =>
  createHash('sha256').update(JSON.stringify(statements)).digest('hex');

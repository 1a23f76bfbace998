import type { Pool, PoolClient } from 'pg';
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
    await client.query('set lock_timeout = 0');
    await client.query('set statement_timeout = 0');
    await client.query(`select pg_advisory_lock(hashtextextended('lethe_migrations', 0))`);
    await client.query(
      `create table if not exists lethe_migrations (
         name text primary key, digest text not null, ran_at timestamptz not null default now())`,
    );
    await runMissing(client, migrations);
  } finally {
    // Its settings and its lock end with the connection.
    client.release(true);
  }
};

const runMissing = async (client: PoolClient, migrations: readonly Migration[]): Promise<void> => {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from lethe_migrations');
  const ran = new Map(rows.map(({ name, digest }) => [name, digest]));
  const digests = await Promise.all(migrations.map(digestOf));
  const changed = migrations.find(({ name }, index) => ran.has(name) && ran.get(name) !== digests[index]);
  if (changed !== undefined) throw new MigrationChanged(changed.name);
  for (const [index, migration] of migrations.entries())
    if (!ran.has(migration.name)) await run(client, migration, digests[index]);
};

const run = async (client: PoolClient, { name, statements }: Migration, digest: string | undefined): Promise<void> => {
  await client.query('begin');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('insert into lethe_migrations (name, digest) values ($1, $2)', [name, digest]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

const digestOf = async ({ statements }: Migration): Promise<string> => {
  const text = new TextEncoder().encode(JSON.stringify(statements));
  return Buffer.from(await crypto.subtle.digest('SHA-256', text)).toString('hex');
};

import { eventStoreMigrations, logRights, migrateOver, safeguards } from '@lethe/event-store-postgres';
import { keyMigrations, keyRights } from '@lethe/sealing';
import pg from 'pg';
import { databasesOf, ownerOf, rebuildingSchema, roleOf } from './databases.ts';
import { makeSchema } from './make-schema.ts';
import { lookAtOwnSchemaFirst, provisionRoles } from './provision-roles.ts';
import { takeFromOneRole } from './take-from-one-role.ts';

/**
 * Two roles for each service, and two databases with all that is not the service's own to change: the log and the tables of
 * keys (T6). Idempotent; killed half-way it goes on the next time; several at once wait for each other.
 * @param server URL of the server, as somebody who may make roles and databases, or is in roles that are made already.
 * @throws Explained where it cannot go on, with the remedy.
 */
export const provisionDatabases = (server: string, data: string, services: readonly string[]): Promise<void> =>
  connected(server, async (admin) => {
    await admin.query(`select pg_advisory_lock(hashtextextended('lethe_provision', 0))`);
    for (const service of services) {
      await provisionRoles(admin, data, service);
      for (const database of databasesOf(service)) await makeDatabase(admin, database, ownerOf(service));
      await provisionLog(server, service);
      await provisionKeysDatabase(server, service);
      await lookAtOwnSchemaFirst(admin, service);
    }
  });

/** Nothing but what is PostgreSQL's own is found without its schema: a role may have left something for others to call. */
const connected = async (url: string, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set search_path = pg_catalog, pg_temp`);
    await work(client);
  } finally {
    await client.end();
  }
};

const makeDatabase = async (admin: pg.Client, database: string, owner: string): Promise<void> => {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 0) await admin.query(`create database ${database} owner ${owner}`);
};

const provisionLog = (server: string, service: string): Promise<void> => {
  const [database] = databasesOf(service);
  return connected(at(server, database), async (client) => {
    const role = roleOf(service);
    const parts = { tables: Object.keys(logRights), ...safeguards };
    await takeFromOneRole(client, { owner: ownerOf(service), role, schema: role, parts });
    for (const schema of [role, rebuildingSchema]) await makeSchema(client, schema, role);
    await asOwner(client, { service, database, migrations: eventStoreMigrations, rights: logRights });
  });
};

const provisionKeysDatabase = (server: string, service: string): Promise<void> => {
  const [, database] = databasesOf(service);
  return connected(at(server, database), async (client) => {
    const parts = { tables: Object.keys(keyRights), functions: [], statements: [] };
    await takeFromOneRole(client, { owner: ownerOf(service), role: roleOf(service), parts });
    await asOwner(client, { service, database, migrations: keyMigrations, rights: keyRights });
  });
};

const at = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: `/${database}` }).href;

type Owned = Readonly<{
  service: string;
  database: string;
  migrations: typeof eventStoreMigrations;
  rights: Readonly<Record<string, string>>;
}>;

/** Older servers let everybody make things in `public`. */
const asOwner = async (client: pg.Client, { service, database, migrations, rights }: Owned): Promise<void> => {
  const role = roleOf(service);
  await client.query(`set role ${ownerOf(service)}`);
  await client.query(`set search_path = public, pg_temp`);
  await client.query('begin');
  await client.query(`revoke all on database ${database} from public, ${role}`);
  await client.query(`grant connect on database ${database} to ${role}`);
  await client.query(`revoke create on schema public from public, ${role}`);
  await client.query(`grant usage on schema public to ${role}`);
  await client.query('commit');
  await migrateOver(client, migrations);
  await client.query('begin');
  await client.query(`revoke all on all tables in schema public from public, ${role}`);
  for (const [table, may] of Object.entries(rights)) await client.query(`grant ${may} on public.${table} to ${role}`);
  await client.query('commit');
};

import { join } from 'node:path';
import { busMigrations, keyringOf, NatsCalls, natsServer, type Keyring, type NatsServer } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import {
  eventStoreMigrations,
  migrate,
  postgresEventStore,
  postgresPool,
  type Migration,
} from '@lethe/event-store-postgres';
import { catalogueOf, sealedJournal, type Catalogue } from '@lethe/journal';
import { fileMasterKey, keyMigrations, openWrappingKey, postgresSubjectKeys, sealingOf } from '@lethe/sealing';
import { viewCheckpoints, viewMigrations } from '@lethe/views';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { clockOf } from './clock.ts';
import { databaseUrls } from './databases.ts';
import type { Kit, ServiceDefinition } from './definition.ts';
import { loggerOf } from './logging.ts';
import { readKey, readPublicKeys } from './provision.ts';
import { readSettings } from './read-settings.ts';

export type OpenKit = Readonly<{
  kit: Kit;
  catalogue: Catalogue;
  nats: NatsServer;
  /** Ends calls, then database connections. */
  close: () => Promise<void>;
}>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings, opens and migrates the databases, unwraps the keys, connects to NATS: what a service works with. */
export const openKit = async (definition: ServiceDefinition, environment: Environment): Promise<OpenKit> => {
  const { name } = definition;
  const settings = readSettings(name, definition.settings, environment);
  const clock = clockOf(settings);
  const urls = databaseUrls(settings.LETHE_POSTGRES_URL, settings.LETHE_DATA, name);
  const pool = postgresPool(urls.log, 12);
  const keysPool = postgresPool(urls.keys, 4);
  const own = definition.migrations as readonly Migration[];
  await migrate(pool, [...eventStoreMigrations, ...viewMigrations, ...busMigrations, ...own]);
  await migrate(keysPool, keyMigrations);
  const keyring = await ownKeyring(name, settings.LETHE_DATA, clock);
  const nats = natsServer(name, settings.LETHE_NATS_URL);
  const calls = new NatsCalls({ nats, keyring, clock });
  await calls.connect();
  const catalogue = catalogueOf(...definition.events, clearingEvents);
  const store = postgresEventStore({ pool, listenUrl: urls.log });
  const sealing = await openSealing(keysPool, settings.LETHE_DATA, name);
  const kit: Kit = {
    name,
    journal: sealedJournal({ store, sealing, catalogue, clock }),
    store,
    calls,
    sealing,
    database: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    pool,
    clock,
    logger: loggerOf(name, settings),
    settings,
    keyring,
    waitFor: viewCheckpoints(pool).waitFor,
  };
  return { kit, catalogue, nats, close: () => closeAll(calls, [pool, keysPool]) };
};

const ownKeyring = (name: string, data: string, clock: () => string): Promise<Keyring> =>
  keyringOf({ name, own: readKey(data, name), known: readPublicKeys(data) as never, clock });

const openSealing = async (pool: Pool, data: string, service: string) => {
  const master = await fileMasterKey(join(data, 'keys', 'master.key'));
  const { wrappingKey, indexKey } = await openWrappingKey(pool, master, service);
  return sealingOf({ keys: postgresSubjectKeys({ pool, wrappingKey }), indexKey });
};

const closeAll = async (calls: NatsCalls, pools: readonly Pool[]): Promise<void> => {
  await calls.close();
  await Promise.all(pools.map((pool) => pool.end()));
};

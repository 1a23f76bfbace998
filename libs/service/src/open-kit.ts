import { busMigrations, keyringOf, NatsCalls, type Clock, type Keyring, type NatsServer } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import { migrate, postgresPool, postgresSnapshots, type Migration } from '@lethe/event-store-postgres';
import type { EventStore } from '@lethe/event-store';
import { catalogueOf, sealedJournal, type Catalogue } from '@lethe/journal';
import { runningMigrations, stopAll, type Stop } from '@lethe/running';
import { viewCheckpoints, viewMigrations } from '@lethe/views';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { assertProvisioned } from './assert-provisioned.ts';
import { clockOf } from './clock.ts';
import { compareWithServer, connectionsOf } from './connections.ts';
import { databaseUrls } from './databases.ts';
import type { Kit, ServiceDefinition } from './definition.ts';
import { loggerOf } from './logging.ts';
import { natsOf } from './nats-of.ts';
import { openLedger } from './open-ledger.ts';
import { openStore } from './open-store.ts';
import { readParticipantKeys } from './outsiders.ts';
import { openSealing, type OpenIndexKeys } from './open-sealing.ts';
import { readKey, readPublicKeys } from './provision-keys.ts';
import { natsHosts, reached } from './reaching.ts';
import { readSettings } from './read-settings.ts';
import type { GeneralSettings } from './settings.ts';

export type OpenKit = Readonly<{
  kit: Kit;
  catalogue: Catalogue;
  nats: NatsServer;
  keepGenerations: (at: string) => Promise<void>;
  indexKeys: OpenIndexKeys | undefined;
  /** Ends calls, then database connections. */
  stops: readonly Stop[];
}>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings, opens the databases, migrates what is the service's own in them, unwraps the keys, connects to NATS: what a service works with.
 * Closes what it opened where it does not come to the end.
 */
export const openKit = async (definition: ServiceDefinition, environment: Environment): Promise<OpenKit> => {
  const settings = readSettings(definition.name, definition.settings, environment);
  const urls = databaseUrls(settings.LETHE_POSTGRES_URL, settings.LETHE_DATA, definition.name);
  const clock = clockOf(settings);
  const keyring = await ownKeyring(definition.name, settings.LETHE_DATA, clock);
  const nats = natsOf(definition.name, settings);
  const connections = connectionsOf(settings.LETHE_POSTGRES_CONNECTIONS, definition.events.length > 0);
  const logger = loggerOf(definition.name, settings);
  const on: Opened = {
    settings,
    clock,
    keyring,
    calls: new NatsCalls({ nats, keyring, clock, log: logger }),
    logger,
    pool: postgresPool(urls.log, connections.log),
    keysPool: postgresPool(urls.keys, connections.keys),
  };
  const stops: Stop[] = [
    { name: 'calls to others', stop: () => on.calls.close() },
    { name: 'the database', stop: () => on.pool.end() },
    { name: 'the database of keys', stop: () => on.keysPool.end() },
  ];
  try {
    await reachServers(definition, on);
    const log = await openStore({ settings, service: definition.name, pool: on.pool, listenUrl: urls.log });
    stops.unshift({ name: 'the event store', stop: log.close });
    return { ...(await assembled(definition, on, log.store)), nats, stops };
  } catch (error) {
    await stopAll(stops, on.logger);
    throw error;
  }
};

type Opened = Readonly<{
  settings: GeneralSettings;
  clock: Clock;
  keyring: Keyring;
  calls: NatsCalls;
  logger: Logger;
  pool: Pool;
  keysPool: Pool;
}>;

/** Both may come up later than the service. */
const reachServers = async (definition: ServiceDefinition, on: Opened): Promise<void> => {
  const { settings, logger, pool, calls } = on;
  const patience = { patienceMs: settings.LETHE_START_PATIENCE_SECONDS * 1_000, logger };
  const { host } = new URL(settings.LETHE_POSTGRES_URL);
  await reached(`PostgreSQL at ${host}`, patience, async () => {
    await compareWithServer(pool, settings.LETHE_POSTGRES_CONNECTIONS, logger);
    await assertProvisioned(definition.name, pool, on.keysPool);
    await migrateOwn(definition, pool);
  });
  await reached(`NATS at ${natsHosts(settings.LETHE_NATS_URL)}`, patience, () => calls.connect());
};

/** Read models and bookkeeping, in the service's own schema. */
const migrateOwn = ({ migrations }: ServiceDefinition, pool: Pool): Promise<void> => {
  const own = migrations as readonly Migration[];
  return migrate(pool, [...runningMigrations, ...viewMigrations, ...busMigrations, ...own]);
};

const assembled = async (
  { name, events, indexes }: ServiceDefinition,
  { settings, clock, keyring, calls, logger, pool, keysPool }: Opened,
  store: EventStore,
): Promise<Pick<OpenKit, 'kit' | 'catalogue' | 'keepGenerations' | 'indexKeys'>> => {
  const catalogue = catalogueOf(...events, clearingEvents);
  const ledger = await openLedger({ pool: keysPool, settings, service: name, logger });
  const { sealing, keepGenerations, indexKeys } = await openSealing({
    pool: keysPool,
    settings,
    service: name,
    enter: ledger.enter,
    store,
    indexes,
  });
  const indexed = indexKeys && { kinds: new Set(indexes?.kinds), indexes: indexKeys.indexes };
  const snapshots = postgresSnapshots(pool);
  const kit: Kit = {
    name,
    journal: sealedJournal({ store, sealing, catalogue, clock, snapshots, ...(indexed && { indexed }) }),
    store,
    calls,
    sealing,
    ledger,
    database: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    pool,
    clock,
    logger,
    settings,
    keyring,
    waitFor: viewCheckpoints(pool).waitFor,
  };
  return { kit, catalogue, keepGenerations, indexKeys };
};

const ownKeyring = (name: string, data: string, clock: () => string): Promise<Keyring> =>
  keyringOf({
    name,
    own: readKey(data, name),
    known: readPublicKeys(data) as never,
    outsiders: () => readParticipantKeys(data),
    clock,
  });

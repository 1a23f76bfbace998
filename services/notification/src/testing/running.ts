import { randomBytes } from 'node:crypto';
import { NatsCalls, serveCalls } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import type { ClearingRequest, ServiceName } from '@lethe/contracts';
import { eventStoreMigrations, migrate, postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { catalogueOf, sealedJournal } from '@lethe/journal';
import { runningMigrations } from '@lethe/running';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { KitModule } from '@lethe/service';
import { fixedClock, freshDatabase } from '@lethe/testing';
import { viewMigrations, viewRunner } from '@lethe/views';
import { Kysely, PostgresDialect } from 'kysely';
import { keyringsFor } from '../../../../libs/bus/src/testing/keyrings.ts';
import { closedBus } from '../../../../libs/service/src/testing/closed-bus.ts';
import { notificationSettings } from '../notification.config.ts';
import { NotificationModule } from '../notification.module.ts';
import { notification } from '../notification.definition.ts';
import type { NotificationKit } from '../notification-kit.ts';
import { AddressController, ParticipantController } from './neighbours.ts';
import { notes } from './notes.ts';

type Migrations = Parameters<typeof migrate>[1];
type Views = Parameters<typeof viewRunner>[0]['views'];

/** PostgreSQL and NATS of the test's own, which each enters as itself, the three services at their calls, and a clock that stands still. */
const surroundings = async () => {
  const clock = fixedClock('2026-11-24T08:00:00.000Z');
  const bus = await closedBus();
  const rings = await keyringsFor(['identity', 'cancellation', 'notification', 'gateway'], clock.now);
  const database = await freshDatabase();
  const pool = postgresPool(database.url);
  await migrate(pool, [
    ...eventStoreMigrations,
    ...runningMigrations,
    ...viewMigrations,
    ...(notification.migrations as Migrations),
  ]);
  const { logged, logger } = notes();
  const opened: NatsCalls[] = [];
  const callsOf = async (service: keyof typeof rings): Promise<NatsCalls> => {
    const calls = new NatsCalls({
      nats: bus.at(service),
      keyring: rings[service],
      clock: clock.now,
      log: logger,
    });
    opened.push(calls);
    await calls.connect();
    return calls;
  };
  const serve = (
    service: keyof typeof rings & ServiceName,
    about: Pick<Parameters<typeof serveCalls>[0], 'controllers' | 'imports'>,
  ) =>
    serveCalls({
      ...about,
      service,
      nats: bus.at(service),
      keyring: rings[service],
      clock: clock.now,
      log: logger,
    });
  const close = async (): Promise<void> => {
    for (const calls of opened) await calls.close();
    await pool.end();
    await database.drop();
    await bus.stop();
  };
  return { clock, pool, rings, logged, logger, callsOf, serve, close };
};

type Surroundings = Awaited<ReturnType<typeof surroundings>>;

const kitIn = async ({ clock, pool, rings, logger, callsOf }: Surroundings, settings: object) => {
  const keys = inMemorySubjectKeys();
  const sealing = sealingOf({ keys, tokenKey: randomBytes(32) });
  const catalogue = catalogueOf(...notification.events, clearingEvents);
  const store = postgresEventStore(pool);
  const kit = {
    name: 'notification',
    journal: sealedJournal({ store, sealing, catalogue, clock: clock.now }),
    store,
    calls: await callsOf('notification'),
    sealing,
    database: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    pool,
    clock: clock.now,
    logger,
    keyring: rings.notification,
    settings: { LETHE_MODE: 'test', ...notificationSettings.parse(settings) },
  } as unknown as NotificationKit;
  return { kit, keys, eventTypes: [...catalogue.keys()] };
};

/** Notification, whole, with stand-ins for identity and cancellation. */
export const runNotification = async (settings: object = {}) => {
  const around = await surroundings();
  const { clock, pool, logged, logger, callsOf } = around;
  const { kit, keys, eventTypes } = await kitIn(around, settings);
  const { views, work } = notification;
  const serving = [
    await around.serve('identity', { controllers: [AddressController] }),
    await around.serve('cancellation', { controllers: [ParticipantController] }),
    await around.serve('notification', { imports: [KitModule.of(kit), NotificationModule] }),
  ];
  const onError = (error: unknown): void => logger.error({ err: error }, 'A view failed.');
  const runner = viewRunner({ views: views as Views, eventTypes, store: kit.store, pool, onError, log: logger });
  await runner.start();
  const { workers = [], clearing = [] } = work?.(kit) ?? {};
  for (const worker of workers) await worker.start();
  return {
    clock,
    pool,
    keys,
    store: kit.store,
    kit,
    callsOf,
    logged: (): readonly string[] => logged,
    /** Cancellation's request, as its consumer hands it on. */
    clear: async (request: ClearingRequest): Promise<void> => {
      for (const { handle } of clearing) await handle({ data: request } as never, {} as never);
    },
    stop: async (): Promise<void> => {
      for (const worker of workers) await worker.stop();
      await runner.stop();
      for (const { close } of serving) await close();
      await around.close();
    },
  };
};

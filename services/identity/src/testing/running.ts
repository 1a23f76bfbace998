import { randomBytes } from 'node:crypto';
import { busAudience, NatsCalls, serveCalls, type PersonClaims } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import type { ClearingRequest, StaffRole } from '@lethe/contracts';
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
import type { IdentityKit } from '../identity-kit.ts';
import { IdentityModule } from '../identity.module.ts';
import { identity } from '../identity.definition.ts';
import {
  DeviceController,
  FactorController,
  FloorController,
  MailController,
  ParticipantController,
} from './neighbours.ts';

type Migrations = Parameters<typeof migrate>[1];
type Views = Parameters<typeof viewRunner>[0]['views'];
const names = [
  'gateway',
  'identity',
  'session',
  'mfa',
  'notification',
  'cancellation',
  'ticketing',
  'workspace-ownership',
  'operator',
] as const;
export const at = '2026-11-24T07:00:00.000Z';

/** PostgreSQL and NATS of the test's own, which each enters as itself, and a clock that stands still. */
const surroundings = async () => {
  const clock = fixedClock(at);
  const bus = await closedBus();
  const rings = await keyringsFor(names, clock.now);
  const database = await freshDatabase();
  const pool = postgresPool(database.url);
  await migrate(pool, [
    ...eventStoreMigrations,
    ...runningMigrations,
    ...viewMigrations,
    ...(identity.migrations as Migrations),
  ]);
  const logged: string[] = [];
  const note = (facts: object, text: string): void => void logged.push(JSON.stringify([facts, text]));
  const logger = { debug: note, info: note, warn: note, error: note };
  const opened: NatsCalls[] = [];
  /** @param over whose key of the bus it comes with, where that is not its own. */
  const callsOf = async (name: (typeof names)[number], over = name): Promise<NatsCalls> => {
    const calls = new NatsCalls({
      nats: bus.at(over),
      keyring: rings[name],
      clock: clock.now,
      log: logger,
    });
    opened.push(calls);
    await calls.connect();
    return calls;
  };
  const serve = (
    service: (typeof names)[number],
    what: Pick<Parameters<typeof serveCalls>[0], 'controllers' | 'imports'>,
  ) => {
    const nats = bus.at(service);
    return serveCalls({ ...what, service, nats, keyring: rings[service], clock: clock.now, log: logger });
  };
  const close = async (): Promise<void> => {
    for (const calls of opened) await calls.close();
    await pool.end();
    await database.drop();
    await bus.stop();
  };
  return { clock, pool, rings, logged, logger, callsOf, serve, close };
};

type Surroundings = Awaited<ReturnType<typeof surroundings>>;

const kitIn = async ({ clock, pool, rings, logger, callsOf }: Surroundings, environment: Record<string, string>) => {
  const keys = inMemorySubjectKeys();
  const sealing = sealingOf({ keys, tokenKey: randomBytes(32) });
  const catalogue = catalogueOf(...identity.events, clearingEvents);
  const store = postgresEventStore(pool);
  const kit = {
    name: 'identity',
    journal: sealedJournal({ store, sealing, catalogue, clock: clock.now }),
    store,
    calls: await callsOf('identity'),
    sealing,
    database: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    pool,
    clock: clock.now,
    logger,
    keyring: rings.identity,
    settings: identity.settings.parse(environment),
  } as unknown as IdentityKit;
  const onError = (error: unknown): void => logger.error({ err: error }, 'A view failed.');
  const views = identity.views as Views;
  const runner = viewRunner({ views, eventTypes: [...catalogue.keys()], store, pool, onError, log: logger });
  return { kit, keys, runner };
};

/** The token a person's calls are made with. */
const tokensOf =
  ({ rings }: Surroundings) =>
  (claims: PersonClaims) =>
    rings.session.sign(claims, { typ: 'person+jwt', audience: busAudience, seconds: 60 });

const personTokensOf =
  (around: Surroundings) =>
  (accountId: string, sessionId = 'session-1', staffRole?: StaffRole, verifiedAt = around.clock.now()) => {
    const claims = { accountId, sessionId, factor: staffRole !== undefined, verifiedAt, methods: ['password'] };
    return tokensOf(around)(staffRole === undefined ? claims : { ...claims, staffRole });
  };

const serveAll = async ({ serve }: Surroundings, kit: IdentityKit) => {
  return [
    await serve('notification', { controllers: [MailController] }),
    await serve('mfa', { controllers: [FactorController] }),
    await serve('session', { controllers: [FloorController, DeviceController] }),
    await serve('cancellation', { controllers: [ParticipantController] }),
    await serve('identity', { imports: [KitModule.of(kit), IdentityModule] }),
  ];
};

/** Identity, whole, with stand-ins for notification, mfa and cancellation. */
export const runIdentity = async (environment: Record<string, string> = {}) => {
  const around = await surroundings();
  const { kit, keys, runner } = await kitIn(around, environment);
  const serving = await serveAll(around, kit);
  const { workers = [], clearing = [], timers = [] } = identity.work?.(kit) ?? {};
  await runner.start();
  for (const worker of workers) await worker.start();
  const called = await Promise.all(names.map(async (name) => [name, await around.callsOf(name)] as const));
  return {
    ...around,
    kit,
    keys,
    timers,
    as: Object.fromEntries(called) as Record<(typeof names)[number], NatsCalls>,
    tokenOf: tokensOf(around),
    personToken: personTokensOf(around),
    /** Cancellation's request, as its consumer hands it on. */
    clear: async (request: ClearingRequest): Promise<void> => {
      for (const { handle } of clearing) await handle({ data: request } as never, {} as never);
    },
    stop: async (): Promise<void> => {
      for (const worker of workers) await worker.stop();
      await runner.stop();
      for (const each of serving) await each.close();
      await around.close();
    },
  };
};

export type Running = Awaited<ReturnType<typeof runIdentity>>;

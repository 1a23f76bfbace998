import { randomBytes } from 'node:crypto';
import { NatsCalls, natsServer, serveCalls } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import type { ClearingRequest } from '@lethe/contracts';
import { eventStoreMigrations, migrate, postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { catalogueOf, sealedJournal } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { KIT } from '@lethe/service';
import { fixedClock, freshDatabase } from '@lethe/testing';
import { viewMigrations, viewRunner } from '@lethe/views';
import { Kysely, PostgresDialect } from 'kysely';
import { pino } from 'pino';
import { keyringsFor } from '../../../../libs/bus/src/testing/keyrings.ts';
import { ownNats } from '../../../../libs/bus/src/testing/own-nats.ts';
import { session } from '../session.service.ts';
import type { SessionKit } from '../session-kit.ts';
import { CredentialController, FactorController, ParticipantController } from './neighbours.ts';
import { at, inForce } from './sessions.given.ts';

type Migrations = Parameters<typeof migrate>[1];
type Views = Parameters<typeof viewRunner>[0]['views'];
const names = ['gateway', 'identity', 'mfa', 'cancellation', 'session'] as const;

/** PostgreSQL and NATS of the test's own, and a clock that stands still. */
const surroundings = async () => {
  const clock = fixedClock(at);
  const nats = await ownNats();
  const rings = await keyringsFor(names, clock.now);
  const database = await freshDatabase();
  const pool = postgresPool(database.url);
  await migrate(pool, [...eventStoreMigrations, ...viewMigrations, ...(session.migrations as Migrations)]);
  const logged: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const opened: NatsCalls[] = [];
  const callsOf = async (name: (typeof names)[number]): Promise<NatsCalls> => {
    const calls = new NatsCalls({ nats: natsServer(name, nats.url), keyring: rings[name], clock: clock.now });
    opened.push(calls);
    await calls.connect();
    return calls;
  };
  const serve = (
    service: (typeof names)[number],
    what: Pick<Parameters<typeof serveCalls>[0], 'controllers' | 'providers'>,
  ) =>
    serveCalls({
      ...what,
      service,
      nats: natsServer(service, nats.url),
      keyring: rings[service],
      clock: clock.now,
      log: logger,
    });
  const close = async (): Promise<void> => {
    for (const calls of opened) await calls.close();
    await pool.end();
    await database.drop();
    await nats.stop();
  };
  return { clock, pool, rings, logged, logger, callsOf, serve, close };
};

type Surroundings = Awaited<ReturnType<typeof surroundings>>;

const kitIn = async ({ clock, pool, rings, logger, callsOf }: Surroundings) => {
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), indexKey: randomBytes(32) });
  const catalogue = catalogueOf(...session.events, clearingEvents);
  const store = postgresEventStore(pool);
  const settings = {
    LETHE_SESSION_INACTIVE_MINUTES: inForce.inactiveMinutes,
    LETHE_SESSION_MAXIMUM_DAYS: inForce.maximumDays,
  };
  const calls = await callsOf('session');
  const kit = {
    name: 'session',
    journal: sealedJournal({ store, sealing, catalogue, clock: clock.now }),
    store,
    calls,
    sealing,
    database: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    pool,
    clock: clock.now,
    logger,
    keyring: rings.session,
    settings,
  } as unknown as SessionKit;
  const onError = (error: unknown): void => logger.error({ err: error }, 'A view failed.');
  const views = session.views as Views;
  const runner = viewRunner({ views, eventTypes: [...catalogue.keys()], store, pool, onError });
  return { kit, settings, runner };
};

/** The session service, whole, with stand-ins for identity, mfa and cancellation. */
export const runSession = async () => {
  const around = await surroundings();
  const { kit, settings, runner } = await kitIn(around);
  const [gateway, cancellation] = await Promise.all([around.callsOf('gateway'), around.callsOf('cancellation')]);
  const serving = [
    await around.serve('identity', { controllers: [CredentialController] }),
    await around.serve('mfa', { controllers: [FactorController] }),
    await around.serve('cancellation', { controllers: [ParticipantController] }),
    await around.serve('session', { controllers: session.controllers, providers: [{ provide: KIT, useValue: kit }] }),
  ];
  await runner.start();
  return {
    clock: around.clock,
    pool: around.pool,
    settings,
    gateway,
    cancellation,
    identityKeyring: around.rings.identity,
    logged: (): string => around.logged.join(''),
    /** Cancellation's request, as its consumer hands it on. */
    clear: async (request: ClearingRequest): Promise<void> => {
      for (const { handle } of session.work?.(kit).clearing ?? [])
        await handle({ data: request } as never, {} as never);
    },
    stop: async (): Promise<void> => {
      await runner.stop();
      for (const each of serving) await each.close();
      await around.close();
    },
  };
};

import { randomBytes } from 'node:crypto';
import { busMigrations, consumerOf, NatsCalls, natsServer, relayOf, serveCalls } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import type { ClearingRequest } from '@lethe/contracts';
import { eventStoreMigrations, migrate, postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { catalogueOf, sealedJournal } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { KIT } from '@lethe/service';
import { fixedClock, freshDatabase } from '@lethe/testing';
import { viewMigrations } from '@lethe/views';
import { connect } from '@nats-io/transport-node';
import { pino } from 'pino';
import { keyringsFor } from '../../../../libs/bus/src/testing/keyrings.ts';
import { ownNats } from '../../../../libs/bus/src/testing/own-nats.ts';
import { mfa } from '../mfa.service.ts';
import type { MfaKit } from '../mfa-kit.ts';
import { at } from './factors.given.ts';
import { CodeController, MailController, ParticipantController } from './neighbours.ts';

const names = ['gateway', 'identity', 'session', 'mfa', 'notification', 'cancellation'] as const;

/** PostgreSQL and NATS of the test's own, and a clock that stands still. */
const surroundings = async () => {
  const clock = fixedClock(at);
  const nats = await ownNats();
  const rings = await keyringsFor(names, clock.now);
  const database = await freshDatabase();
  const pool = postgresPool(database.url);
  await migrate(pool, [...eventStoreMigrations, ...viewMigrations, ...busMigrations]);
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
  return { clock, natsUrl: nats.url, pool, rings, logged, logger, callsOf, serve, close };
};

type Surroundings = Awaited<ReturnType<typeof surroundings>>;

const kitIn = async ({ clock, pool, rings, logger, callsOf }: Surroundings): Promise<MfaKit> => {
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), indexKey: randomBytes(32) });
  const catalogue = catalogueOf(...mfa.events, clearingEvents);
  const store = postgresEventStore(pool);
  return {
    name: 'mfa',
    journal: sealedJournal({ store, sealing, catalogue, clock: clock.now }),
    store,
    calls: await callsOf('mfa'),
    sealing,
    pool,
    clock: clock.now,
    logger,
    keyring: rings.mfa,
    settings: { LETHE_MFA_ISSUER: 'Lethe' },
  } as unknown as MfaKit;
};

/** What it publishes goes to JetStream, and what it owes because of that comes back from there. */
const startBus = async ({ pool, natsUrl, logger: log }: Surroundings, kit: MfaKit) => {
  const nats = await connect(natsServer('mfa', natsUrl));
  const bus = { service: 'mfa' as const, pool, nats, log };
  const relay = relayOf({ ...bus, store: kit.store, published: mfa.published ?? (() => []) });
  const consumers = (mfa.work?.(kit).reactions ?? []).map((reaction) => consumerOf({ ...bus, reaction }));
  for (const each of [relay, ...consumers]) each.start();
  return async (): Promise<void> => {
    await Promise.all([relay, ...consumers].map((each) => each.stop()));
    await nats.close();
  };
};

/** The mfa service, whole, with stand-ins for identity, notification and cancellation. */
export const runMfa = async () => {
  const around = await surroundings();
  const kit = await kitIn(around);
  const [gateway, session] = await Promise.all([around.callsOf('gateway'), around.callsOf('session')]);
  const serving = [
    await around.serve('identity', { controllers: [CodeController] }),
    await around.serve('notification', { controllers: [MailController] }),
    await around.serve('cancellation', { controllers: [ParticipantController] }),
    await around.serve('mfa', { controllers: mfa.controllers, providers: [{ provide: KIT, useValue: kit }] }),
  ];
  const stopBus = await startBus(around, kit);
  return {
    clock: around.clock,
    pool: around.pool,
    gateway,
    session,
    personToken: (accountId: string): Promise<string> =>
      around.rings.session.sign(
        { accountId, sessionId: accountId, factor: false, verifiedAt: at, methods: ['password'] },
        { typ: 'person+jwt', audience: 'mfa', seconds: 60 },
      ),
    logged: (): string => around.logged.join(''),
    /** Cancellation's request, as its consumer hands it on. */
    clear: async (request: ClearingRequest): Promise<void> => {
      for (const { handle } of mfa.work?.(kit).clearing ?? []) await handle({ data: request } as never, {} as never);
    },
    stop: async (): Promise<void> => {
      await stopBus();
      for (const each of serving) await each.close();
      await around.close();
    },
  };
};

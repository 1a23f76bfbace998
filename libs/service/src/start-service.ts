import { consumerOf, relayOf, serveCalls, type Published } from '@lethe/bus';
import { hourMs, type Message } from '@lethe/deciding';
import { keepIndexKeys, liftOf, type IndexKeyEvent, type Journal } from '@lethe/journal';
import { armFailpoint, leases, reportOf, stopAll, within, workerOf, type Stop } from '@lethe/running';
import { viewRunner } from '@lethe/views';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { clearingController } from './clearing.controller.ts';
import type { Kit, ServiceDefinition, Work, Worker } from './definition.ts';
import { KitModule } from './kit.module.ts';
import { nestLogger } from './logging.ts';
import { assertClosed } from './nats-of.ts';
import { openKit, type OpenKit } from './open-kit.ts';
import { checkPersonalData } from './personal-data.ts';
import { timerWorker } from './timers.ts';

export type RunningService = Readonly<{
  name: string;
  /** Where it serves beside calls; only the gateway does. */
  url: string | undefined;
  /** Takes nothing new, ends what is under way, then closes its connections. It comes to its end within 15 s, whatever is away. */
  stop: () => Promise<void>;
}>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Starts a service, whole: views, relay, consumers, timers, its answers to calls, and what it serves beside them.
 * @throws SettingsWrong with the full list of what is missing; Error where a handler or a view is not declared.
 */
export const startService = async (service: ServiceDefinition, environment: Environment): Promise<RunningService> => {
  armFailpoint(environment);
  const open = await openKit(service, environment);
  const started: Stop[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll([...started.toReversed(), ...open.stops], open.kit.logger));
  try {
    const url = await startParts(service, open, started);
    open.kit.logger.info('Started.');
    return { name: service.name, url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Starts what each later part relies on first; what was started is stopped in the opposite order. */
const startParts = async (service: ServiceDefinition, open: OpenKit, started: Stop[]): Promise<string | undefined> => {
  const { kit } = open;
  const bus = await connect({ ...open.nats });
  started.push({ name: 'the bus', stop: () => endedBus(bus) });
  assertClosed(bus, kit.settings.LETHE_MODE);
  const work = service.work?.(kit) ?? {};
  assertDistinct(work);
  checkPersonalData(service, work);
  await begin('views', viewsOf(service, open), started);
  for (const relay of relays(service, open, bus)) await begin('the relay', relay, started);
  const calls = await serveCalls({
    service: service.name,
    nats: open.nats,
    imports: [KitModule.of(kit), ...(service.module === undefined ? [] : [service.module])],
    controllers: (work.clearing ?? []).map((clearing) => clearingController(service.name, clearing)),
    keyring: kit.keyring,
    clock: kit.clock,
    log: kit.logger,
    nestLogger: nestLogger(kit.logger),
  });
  started.push({ name: 'calls from others', stop: calls.close });
  await begin(
    'workers',
    together([...keysKept(service, open), ...indexKeysKept(service, open), ...workersOf(work, kit, bus)]),
    started,
  );
  const served = await service.start?.(kit);
  if (served !== undefined) started.push({ name: 'what it serves', stop: served.stop });
  return served?.url;
};

const begin = async (name: string, worker: Worker, started: Stop[]): Promise<void> => {
  await worker.start();
  started.push({ name, stop: () => worker.stop() });
};

/** A server that is away answers no drain, and a connection that is not closed looks for it for ever. */
export const endedBus = async (bus: NatsConnection): Promise<void> => {
  await within(1_000, Promise.allSettled([bus.drain()]));
  await bus.close();
};

/** Two reactions with one purpose would share a durable and take each other's events. @throws Error that names it. */
const assertDistinct = ({ reactions = [], clearing = [] }: Work): void => {
  const purposes = [...reactions, ...clearing].map(({ purpose }) => purpose);
  const twice = purposes.find((purpose, place) => purposes.indexOf(purpose) !== place);
  if (twice !== undefined) throw new Error(`Two reactions have the purpose ${twice}.`);
};

/** They know nothing of each other, and each takes its time to stop. */
const together = (workers: readonly Worker[]): Worker => {
  const started: Worker[] = [];
  const stop = async (): Promise<void> => {
    const outcomes = await Promise.allSettled(started.splice(0).map(async (worker) => worker.stop()));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };
  return {
    start: async () => {
      try {
        for (const worker of workers) {
          await worker.start();
          started.push(worker);
        }
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
};

const viewsOf = (service: ServiceDefinition, { kit, catalogue }: OpenKit): Worker =>
  viewRunner({
    views: service.views as Parameters<typeof viewRunner>[0]['views'],
    eventTypes: [...catalogue.keys()],
    store: kit.store,
    pool: kit.pool,
    lift: liftOf(catalogue),
    log: kit.logger,
    onError: (error, view) => kit.logger.warn({ view, ...reportOf(error) }, 'A view could not take in an event.'),
  });

/** What is published is made from events as they are written today, however old they are. */
const relays = (
  { name, published }: ServiceDefinition,
  { kit, catalogue }: OpenKit,
  nats: NatsConnection,
): readonly Worker[] => {
  if (published === undefined) return [];
  const lift = liftOf(catalogue);
  const ofToday: Published = (event) => published(lift(event));
  return [
    relayOf({
      service: name,
      store: kit.store,
      pool: kit.pool,
      nats,
      published: ofToday,
      secret: kit.sealing.mac('relay-mac', name),
      log: kit.logger,
    }),
  ];
};

/** Who keeps no log keeps nobody's keys. */
const keysKept = ({ events }: ServiceDefinition, { kit, keepGenerations }: OpenKit): readonly Worker[] => {
  const run = (): Promise<void> => keepGenerations(kit.clock());
  return events.length === 0 ? [] : [timerWorker({ name: 'keys', everyMs: 60_000, run }, kit.logger)];
};

/** By one replica at a time, but that two would do no harm. */
const indexKeysKept = ({ indexes }: ServiceDefinition, { kit, indexKeys }: OpenKit): readonly Worker[] => {
  if (indexes === undefined || indexKeys === undefined) return [];
  const { journal, store, pool, clock, logger } = kit;
  const keeping = {
    ...indexKeys,
    store,
    journal: journal as Journal<Message> as Journal<IndexKeyEvent>,
    kinds: indexes.of(kit),
  };
  return [
    workerOf({
      name: 'timer/index-keys',
      log: logger,
      lease: { leases: leases(pool), name: 'index-keys' },
      everyMs: 60_000,
      deadlineMs: hourMs,
      backOff: { firstMs: 1_000, atMostMs: 60_000 },
      round: async ({ turn }) => turn(() => keepIndexKeys(keeping, clock())),
    }),
    // Each replica learns of keys that another one moved.
    timerWorker(
      { name: 'learn-index-keys', everyMs: 60_000, run: async () => void (await indexKeys.indexes.learn()) },
      logger,
    ),
  ];
};

const workersOf = (
  { reactions = [], clearing = [], timers = [], workers = [] }: Work,
  kit: Kit,
  nats: NatsConnection,
): readonly Worker[] => [
  ...workers,
  ...timers.map((timer) => timerWorker(timer, kit.logger)),
  ...[...reactions, ...clearing].map((reaction) =>
    consumerOf({ service: kit.name, reaction, nats, pool: kit.pool, log: kit.logger }),
  ),
];

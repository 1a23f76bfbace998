import { consumerOf, relayOf, serveCalls, type Published } from '@lethe/bus';
import { liftOf } from '@lethe/journal';
import { armFailpoint, reportOf } from '@lethe/running';
import { viewRunner } from '@lethe/views';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { clearingController } from './clearing.controller.ts';
import type { Kit, ServiceDefinition, Work, Worker } from './definition.ts';
import { KitModule } from './kit.module.ts';
import { nestLogger } from './logging.ts';
import { openKit, type OpenKit } from './open-kit.ts';
import { timerWorker } from './timers.ts';

export type RunningService = Readonly<{
  name: string;
  /** Where it serves beside calls; only the gateway does. */
  url: string | undefined;
  /** Takes nothing new, ends what is under way, then closes its connections. */
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
  const stops: (() => Promise<unknown> | void)[] = [open.close];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const url = await startParts(service, open, stops);
    open.kit.logger.info('Started.');
    return { name: service.name, url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Starts what each later part relies on first; what was started is stopped in the opposite order. */
const startParts = async (
  service: ServiceDefinition,
  open: OpenKit,
  stops: (() => Promise<unknown> | void)[],
): Promise<string | undefined> => {
  const { kit } = open;
  const bus = await connect({ ...open.nats });
  stops.push(() => bus.drain());
  const work = service.work?.(kit) ?? {};
  assertDistinct(work);
  for (const worker of [viewsOf(service, open), ...relays(service, open, bus)]) await begin(worker, stops);
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
  stops.push(calls.close);
  await begin(together(workersOf(work, kit, bus)), stops);
  const served = await service.start?.(kit);
  if (served !== undefined) stops.push(served.stop);
  return served?.url;
};

const begin = async (worker: Worker, stops: (() => Promise<unknown> | void)[]): Promise<void> => {
  await worker.start();
  stops.push(() => worker.stop());
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
    await Promise.all(started.splice(0).map((worker) => worker.stop()));
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
    onError: (error, view) => kit.logger.warn({ view, ...reportOf(error) }, 'A view failed and goes on.'),
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
  return [relayOf({ service: name, store: kit.store, pool: kit.pool, nats, published: ofToday, log: kit.logger })];
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

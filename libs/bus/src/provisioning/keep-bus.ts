import { workerOf, type Log, type Worker } from '@lethe/running';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { BusPlan } from './bus-plan.ts';
import { ensureDurable } from './ensure-durable.ts';
import { ensureStream } from './ensure-stream.ts';

/** A stream that was lost is missed for so long; whoever publishes or reacts waits meanwhile. */
const usuallyEveryMs = 2_000;

/**
 * Streams and durables as planned, made where they are missing. One that cannot be had does not keep back the others.
 * @throws the first of what went wrong: NoRoomInNats, or Explained where the server set something up otherwise.
 */
export const provisionBus = async (manager: JetStreamManager, { streams, durables }: BusPlan): Promise<void> => {
  const failures: unknown[] = [];
  const noting = async (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => void failures.push(error));
  for (const stream of streams) await noting(ensureStream(manager, stream));
  for (const durable of durables) await noting(ensureDurable(manager, durable));
  if (failures.length > 0) throw failures[0];
};

type Keeping = Readonly<{
  nats: NatsConnection;
  /** Asked for at each look, so that what is new in it waits for nobody. */
  plan: () => BusPlan;
  log: Log;
  /** Milliseconds between two looks; 2 s when absent. */
  everyMs?: number;
}>;

/** Compares what is there with the plan for ever, and makes again what was lost. Several at once are harmless. */
export const keeperOfBus = ({ nats, plan, log, everyMs = usuallyEveryMs }: Keeping): Worker =>
  workerOf({
    name: 'bus keeper',
    log,
    everyMs,
    round: ({ turn }) => turn(async () => provisionBus(await jetstreamManager(nats, { checkAPI: false }), plan())),
  });

import { durableName, streamOf } from '@lethe/contracts';
import {
  leases,
  pause,
  reportOf,
  setAsideBy,
  tryDue,
  within,
  workerOf,
  type BackOff,
  type LeaseTimes,
  type Log,
  type Round,
  type Worker,
} from '@lethe/running';
import {
  jetstream,
  jetstreamManager,
  type Consumer as Pull,
  type ConsumerAPI,
  type JetStreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import { together } from '../together.ts';
import { isNotFound } from '../provisioning/as-asked.ts';
import { ackWaitSeconds, mostOut } from '../streams/streams.ts';
import { received } from './arrived.ts';
import { deliver, handled, type DeliveryParts } from './delivery.ts';
import { Hands } from './hands.ts';
import { messageAt } from './place.ts';
import { pulled } from './pulled.ts';
import type { Reaction } from './reaction.ts';

/** What was out and is nobody's any more is given again by then, before anything new. */
const quietMs = ackWaitSeconds * 1_000 + 500;
const lookForDueEveryMs = 1_000;
const askWithinMs = 2_000;
/** So an entity goes on soon after an outage has ended. */
const triedAgain: BackOff = { firstMs: 1_000, atMostMs: 10_000 };

export type ConsumerParts = Readonly<{
  service: string;
  reaction: Reaction;
  nats: NatsConnection;
  pool: Pool;
  log: Log;
  lease?: LeaseTimes;
  /** Between tries of a message before it is set aside. */
  betweenTries?: BackOff;
  /** Between tries of what is set aside. */
  triedAgain?: BackOff;
  /** Milliseconds after which a handler is waited for no longer; 30 s when absent. */
  deadlineMs?: number;
}>;

/**
 * Reacts to events: entities in parallel, each in the order of the stream. Of all replicas one is active. An entity that
 * cannot go on is set aside as a row, and tried again by itself (L3).
 *
 * The order rests on two things. Nothing is given back but at the end of a round. And whenever something may be out that
 * is in nobody's hands (the one before did not let go cleanly, or a delivery never arrived) nothing is pulled until the
 * server has given up waiting for it: it then comes first.
 */
export const consumerOf = (parts: ConsumerParts): Worker => {
  const { service, reaction, pool, log } = parts;
  const durable = durableName(service, reaction.purpose);
  const rows = setAsideBy(pool, durable, { backOff: parts.triedAgain ?? triedAgain });
  const name = `consumer/${durable}`;
  const tellOfForged = tellingOfForged(durable, log);
  return workerOf({
    name,
    log,
    lease: { leases: leases(pool, parts.lease), name },
    deadlineMs: parts.deadlineMs ?? 30_000,
    round: (round) => consume({ ...parts, durable, rows, tellOfForged }, round),
  });
};

/** Counted since the process began. */
const tellingOfForged = (durable: string, log: Log): DeliveryParts['tellOfForged'] => {
  let inAll = 0;
  return (facts) => {
    inAll += 1;
    log.error({ durable, inAll, ...facts }, 'A message was dropped: nobody ever said it.');
  };
};

type Parts = ConsumerParts & DeliveryParts & Readonly<{ rows: ReturnType<typeof setAsideBy> }>;

const consume = async (parts: Parts, { signal, turn, lease }: Round): Promise<void> => {
  const { nats, reaction, durable } = parts;
  const manager = await jetstreamManager(nats, { checkAPI: false });
  // Where it is not there yet this is an outage: the provisioner makes it.
  await turn(() => manager.consumers.info(streamOf(reaction.from), durable));
  if (lease?.clean !== true) await pause(quietMs, signal);
  await together(
    signal,
    (until) => pullFrom(parts, manager, { signal: until, turn, lease }),
    (until) => tryAgain(parts, manager, { signal: until, turn, lease }),
  );
};

const pullFrom = async (parts: Parts, manager: JetStreamManager, round: Round): Promise<void> => {
  const { nats, reaction, durable } = parts;
  const stream = streamOf(reaction.from);
  const ending = new AbortController();
  const failures: unknown[] = [];
  const signal = AbortSignal.any([round.signal, ending.signal]);
  const deliveries = deliveriesOf(manager.consumers, stream, durable);
  const hands = new Hands({
    stream,
    capacity: mostOut,
    deal: (message) => deliver(parts, message, { ...round, signal }),
    signal,
    failed: (error) => {
      failures.push(error);
      ending.abort();
    },
  });
  try {
    await deliveries.countAfresh();
    const pull = await jetstream(nats).consumers.get(stream, durable);
    while (!signal.aborted) await pullOnce(pull, hands, deliveries, signal);
  } finally {
    ending.abort();
    await hands.empty();
    await letGo(nats, deliveries);
  }
  if (failures.length > 0) throw failures[0];
};

const pullOnce = async (pull: Pull, hands: Hands, deliveries: Deliveries, signal: AbortSignal): Promise<void> => {
  const room = await hands.room();
  if (signal.aborted) return;
  for (const message of await pulled(pull, room)) {
    if (!deliveries.isNext(message.info.deliverySequence)) {
      // Dropped with what is missing: both are given again, in order, before anything new.
      await pause(quietMs, signal);
      return deliveries.countAfresh();
    }
    hands.take(message);
  }
};

type Deliveries = ReturnType<typeof deliveriesOf>;

/** Which deliveries of the durable have arrived: one that never did is in nobody's hands. */
const deliveriesOf = (consumers: ConsumerAPI, stream: string, durable: string) => {
  let last = 0;
  const delivered = async (): Promise<number> => (await consumers.info(stream, durable)).delivered.consumer_seq;
  return {
    countAfresh: async (): Promise<void> => {
      last = await delivered();
    },
    isNext: (sequence: number): boolean => {
      if (sequence !== last + 1) return false;
      last = sequence;
      return true;
    },
    /** A durable that is gone has nothing out. */
    allArrived: async (): Promise<boolean> =>
      delivered().then(
        (sequence) => sequence === last,
        (error: unknown) => isNotFound(error),
      ),
  };
};

/** Whoever comes next may pull at once: all is given back, or was given up by the server. */
const letGo = async (nats: NatsConnection, deliveries: Deliveries): Promise<void> => {
  const asked = nats.flush().then(deliveries.allArrived);
  const answer = await within(askWithinMs, asked).catch(() => undefined);
  if (answer?.value !== true) await pause(quietMs);
};

/** What is set aside and due is read from its stream again. What the stream has lost is passed over. */
const tryAgain = async (parts: Parts, { streams }: JetStreamManager, { signal, turn }: Round): Promise<void> => {
  const { rows, reaction, durable, log } = parts;
  const again = {
    rows,
    work: ({ place }: Readonly<{ place: string }>) =>
      turn(async () => {
        const message = await messageAt(streams, place);
        const event = message && received(reaction.handles, message);
        if (event !== undefined) await handled(parts, event);
      }),
    onError: (
      error: unknown,
      { entity, place, attempts }: Readonly<{ entity: string; place: string; attempts: number }>,
    ) =>
      log.warn({ durable, entity, place, attempts, ...reportOf(error) }, 'A message that is set aside failed again.'),
  };
  while (!signal.aborted) {
    await tryDue(again, signal);
    await pause(lookForDueEveryMs, signal);
  }
};

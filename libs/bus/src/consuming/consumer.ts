import { setTimeout as pause } from 'node:timers/promises';
import { streamOf } from '@lethe/contracts';
import { Explained, leases, reportOf, type LeaseTimes, type Log } from '@lethe/running';
import { jetstream, jetstreamManager, type Consumer as Pull, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import type { Arrived } from './arrived.ts';
import { deliver, type DeliveryParts } from './delivery.ts';
import { failuresIn } from './failures.ts';
import { parkedMessages } from './parked.ts';
import { durableOf, type Reaction } from './reaction.ts';
import { ackWaitSeconds, ensureDurable } from '../streams/streams.ts';

/** A pull lasts so long; a stop waits for it. The server allows no less. */
const pullMs = 1_000;
const prolongEveryMs = (ackWaitSeconds * 1_000) / 3;
const againAfterMs = 500;

export type ConsumerParts = Readonly<{
  service: string;
  reaction: Reaction;
  nats: NatsConnection;
  pool: Pool;
  log: Log;
  lease?: LeaseTimes;
  /** Milliseconds before the first repeat; each further one waits twice as long. 250 when absent. */
  firstWaitMs?: number;
}>;

export type Consumer = Readonly<{ start: () => void; stop: () => Promise<void> }>;

/**
 * Reacts to events, one at a time, in the order of their stream. Of all replicas one is active. Whoever takes over is
 * given first what the one before left open, since the server has at most one message out.
 */
export const consumerOf = (parts: ConsumerParts): Consumer => {
  const { service, reaction, pool, log } = parts;
  const durable = durableOf(service, reaction.purpose);
  const delivery = { ...parts, durable, parked: parkedMessages(pool), failures: failuresIn(pool) };
  const held = leases(pool, parts.lease);
  const stopping = new AbortController();
  let running = Promise.resolve();

  const keepUp = async (): Promise<void> => {
    while (!stopping.signal.aborted)
      try {
        await held.during(`consumer/${durable}`, stopping.signal, ({ signal }) => consume(parts, delivery, signal));
      } catch (error) {
        const level = error instanceof Explained ? 'error' : 'warn';
        log[level]({ durable, ...reportOf(error) }, 'A consumer starts again.');
        await pause(againAfterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
  };
  return {
    start: () => {
      running = keepUp();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

const consume = async (
  { nats, service, reaction }: ConsumerParts,
  delivery: DeliveryParts,
  signal: AbortSignal,
): Promise<void> => {
  const durable = await ensureDurable(await jetstreamManager(nats, { checkAPI: false }), service, reaction);
  const stream = streamOf(reaction.from);
  const pull: Pull = await jetstream(nats).consumers.get(stream, durable);
  while (!signal.aborted) {
    const message = await pull.next({ expires: pullMs });
    if (message === null) continue;
    // Somebody else may be the active one by now, or this one stops: the next one gets it at once.
    if (signal.aborted) message.nak();
    else await answer(delivery, message, stream);
  }
  await nats.flush();
};

const answer = async (delivery: DeliveryParts, message: JsMsg, stream: string): Promise<void> => {
  const prolonging = setInterval(() => message.working(), prolongEveryMs);
  try {
    const verdict = await deliver(delivery, arrivedOf(message, stream), message.info.deliveryCount);
    if (verdict === 'done') message.ack();
    // Servers before 2.11 take no notice of a term with a reason.
    else if (verdict === 'parked' || verdict === 'left') message.term();
    else message.nak(verdict.againAfterMs);
  } catch (error) {
    message.nak(againAfterMs);
    throw error;
  } finally {
    clearInterval(prolonging);
  }
};

const arrivedOf = (message: JsMsg, stream: string): Arrived => ({
  stream,
  sequence: message.seq,
  storedAt: message.time.toISOString(),
  subject: message.subject,
  header: (name) => message.headers?.get(name) || undefined,
  data: message.data,
  redelivered: message.redelivered,
});

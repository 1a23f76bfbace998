import { setTimeout as pause } from 'node:timers/promises';
import { streamOf, type ServiceName } from '@lethe/contracts';
import { follow, type EventStore, type StoredEvent } from '@lethe/event-store';
import { Explained, failpoint, leases, reportOf, type LeaseTimes, type Log } from '@lethe/running';
import {
  jetstream,
  jetstreamManager,
  type JetStreamClient,
  type JetStreamManager,
  type StreamAPI,
} from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import { publicMessages, type PublicMessage } from './public-message.ts';
import type { Published } from './publication.ts';
import { relayCheckpoint } from './relay-checkpoint.ts';
import { standingOf, whole, type Standing } from './relay-standing.ts';
import { watchSequence } from './relay-watch.ts';
import { explainNoRoom } from '../streams/no-room.ts';
import { ensureStream, type StreamSize } from '../streams/streams.ts';

/** Messages under way at once. */
const windowSize = 128;
const answerWithinMs = 5_000;
const againAfterMs = 500;

export type RelayParts = Readonly<{
  service: ServiceName;
  store: EventStore;
  pool: Pool;
  nats: NatsConnection;
  published: Published;
  log: Log;
  lease?: LeaseTimes;
  /** Milliseconds between two looks whether the stream still stands where the relay left it; 5 s when absent. */
  lookEveryMs?: number;
  /** Of the stream, where the relay makes it; as provisioning has it when absent. */
  size?: StreamSize;
}>;

export type Relay = Readonly<{ start: () => void; stop: () => Promise<void> }>;

/**
 * Publishes what the log says, in order, each event once as long as the stream keeps it. Of all replicas one is active;
 * should two be, the stream refuses one of them: every publish names the sequence that it expects to follow.
 */
export const relayOf = (parts: RelayParts): Relay => {
  const { service, pool, log } = parts;
  const held = leases(pool, parts.lease);
  const stopping = new AbortController();
  let running = Promise.resolve();

  const keepUp = async (): Promise<void> => {
    while (!stopping.signal.aborted)
      try {
        await held.during(`relay/${service}`, stopping.signal, ({ signal }) => publishOn(parts, signal));
      } catch (error) {
        const level = error instanceof Explained ? 'error' : 'warn';
        log[level](reportOf(error), 'The relay reads its stream again.');
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

const publishOn = async (parts: RelayParts, lease: AbortSignal): Promise<void> => {
  const { service, store, pool, nats, published, lookEveryMs = 5_000 } = parts;
  const { streams } = await managerOf(parts);
  const checkpoint = relayCheckpoint(pool);
  const epoch = await store.epoch();
  const publish = publisherTo(jetstream(nats), streamOf(service));
  let standing = await standingNow(parts, streams, epoch);
  let busy = false;
  const moved = watchSequence({
    last: async () => (await streams.info(streamOf(service))).state.last_seq,
    expected: () => (busy ? undefined : standing.sequence),
    everyMs: lookEveryMs,
  });
  try {
    const after = standing.index === whole ? standing.position : standing.position - 1n;
    for await (const events of follow(store, after, AbortSignal.any([lease, moved.signal]))) {
      const messages = events
        .flatMap((event: StoredEvent) => publicMessages(service, epoch, published, event))
        .filter((message) => isBehind(standing, message));
      busy = true;
      const sequence = await publish(messages, standing.sequence).catch(
        explainNoRoom(
          nats.getServer(),
          `more events in ${streamOf(service)} (\`nats stream edit --max-bytes\`, and its disk)`,
        ),
      );
      failpoint('relay.after-publish');
      standing = { sequence, position: events.at(-1)?.position ?? standing.position, index: whole };
      busy = false;
      await checkpoint.save({ epoch, position: standing.position, sequence });
    }
  } finally {
    moved.end();
  }
};

const managerOf = async ({ nats, service, size }: RelayParts): Promise<JetStreamManager> => {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  await ensureStream(manager, service, size);
  return manager;
};

const standingNow = async ({ service, store, pool }: RelayParts, streams: StreamAPI, epoch: string) =>
  standingOf({ streams, stream: streamOf(service), store, epoch, checkpoint: await relayCheckpoint(pool).read() });

const isBehind = (standing: Standing, { position, index }: PublicMessage): boolean =>
  position > standing.position || (position === standing.position && index > standing.index);

/**
 * Sends in windows, each message expecting the sequence of the one before, so that a hole refuses all that follows.
 * @returns the stream's last sequence. @throws once the window has drained, where one was refused or not answered.
 */
const publisherTo =
  (client: JetStreamClient, streamName: string) =>
  async (messages: readonly PublicMessage[], last: number): Promise<number> => {
    for (let from = 0; from < messages.length; from += windowSize) {
      const sent = messages.slice(from, from + windowSize).map(({ subject, body, headers: pairs }, place) => {
        failpoint('relay.before-publish');
        const carried = headers();
        for (const [name, value] of pairs) carried.set(name, value);
        const expect = { streamName, lastSequence: last + from + place };
        return client.publish(subject, body, { headers: carried, expect, timeout: answerWithinMs });
      });
      const answers = await Promise.allSettled(sent);
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
    return last + messages.length;
  };

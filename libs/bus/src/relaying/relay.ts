import { streamOf, type ServiceName } from '@lethe/contracts';
import { follow } from '@lethe/event-store';
import { leases, pause, workerOf, type Round, type Worker } from '@lethe/running';
import { jetstreamManager } from '@nats-io/jetstream';
import { together } from '../together.ts';
import { macsBy } from './message-mac.ts';
import { PlaceInStream } from './place-in-stream.ts';
import type { RelayParts } from './relay-parts.ts';
import { relayCheckpoint } from './relay-checkpoint.ts';
import { standingOf } from './relay-standing.ts';
import { watchSequence } from './relay-watch.ts';

const lookForDueEveryMs = 1_000;

/** Its lease's name, and under which it sets aside. */
export const relayName = (service: string): string => `relay/${service}`;

/**
 * Publishes what the log says, in order, each event once as long as the stream keeps it. Of all replicas one is active;
 * should two be, the stream refuses one of them: every publish names the sequence that it expects to follow.
 */
export const relayOf = (parts: RelayParts): Worker => {
  const { service, pool, log } = parts;
  const name = relayName(service);
  const lease = { leases: leases(pool, parts.lease), name };
  const tell = tellingOfForeign(service, log);
  return workerOf({ name, log, lease, round: (round) => publishOn(parts, tell, round) });
};

const publishOn = async (parts: RelayParts, tell: Telling, { signal, turn }: Round): Promise<void> => {
  const { service, store, lookEveryMs = 5_000 } = parts;
  const { streams, epoch, checkpoint } = await turn(() => opened(parts));
  const [stream, macs] = [streamOf(service), macsBy(parts.secret)];
  const round = { signal, turn };
  const { standing, foreign } = await standingOf({ streams, stream, store, epoch, macs, checkpoint, round });
  tell(foreign);
  const place = new PlaceInStream(parts, relayName(service), { epoch, standing });
  await turn(() => place.begin());
  const moved = watchSequence({
    last: async () => (await streams.info(stream)).state.last_seq,
    expected: () => place.sequence,
    everyMs: lookEveryMs,
  });
  const follows = async (until: AbortSignal): Promise<void> => {
    for await (const events of follow(store, place.reached, until)) await turn(() => place.publish(events));
  };
  const triesAgain = async (until: AbortSignal): Promise<void> => {
    while (!until.aborted) {
      await pause(lookForDueEveryMs, until);
      if (place.holdsAnything) await turn(() => place.tryDue(until));
    }
  };
  try {
    await together(AbortSignal.any([signal, moved.signal]), follows, triesAgain);
  } finally {
    moved.end();
  }
};

/** How much of the log is published. Where there is no stream yet, this is an outage: the provisioner makes it. */
const opened = async ({ nats, store, pool }: RelayParts) => {
  const { streams } = await jetstreamManager(nats, { checkAPI: false });
  return {
    streams,
    epoch: await store.epoch(),
    checkpoint: await relayCheckpoint(pool).read(),
  };
};

type Telling = (sequences: readonly number[]) => void;

/** They change nothing; but whoever writes them reaches the bus and should not. Counted since the process began. */
const tellingOfForeign = (service: ServiceName, log: RelayParts['log']): Telling => {
  let inAll = 0;
  return (sequences) => {
    if (sequences.length === 0) return;
    inAll += sequences.length;
    const facts = { worker: relayName(service), stream: streamOf(service), messages: sequences.length, inAll };
    const [last, first] = [sequences[0], sequences.at(-1)];
    log.error(
      { ...facts, first, last },
      'A stream holds messages that its service did not publish: they are passed over.',
    );
  };
};

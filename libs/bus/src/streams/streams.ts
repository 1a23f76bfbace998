import { durableName, publishedSubjects, streamOf, type ServiceName } from '@lethe/contracts';
import { Explained } from '@lethe/running';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  ReplayPolicy,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { explainNoRoom, serverOf } from './no-room.ts';
import type { Reaction } from '../consuming/reaction.ts';

const nanoseconds = 1_000_000_000;
const mebibytes = 1_048_576;

/** How long the server waits for an acknowledgement before it gives a message again. */
export const ackWaitSeconds = 5;
/** Messages of a durable that the server lets out at once. */
export const mostOut = 32;

export type StreamSize = Readonly<{ maxMebibytes: number; replicas: 1 | 3 | 5 }>;
export const smallStream: StreamSize = { maxMebibytes: 256, replicas: 1 };

export const isNotFound = (error: unknown): boolean =>
  error instanceof JetStreamApiError &&
  (error.code === JetStreamApiCodes.StreamNotFound || error.code === JetStreamApiCodes.ConsumerNotFound);

/** Old servers drop what they do not know without a word. */
const assertAsAsked = (what: string, asked: object, got: object): void => {
  const given = new Map<string, unknown>(Object.entries(got));
  const different = Object.entries(asked).filter(
    ([key, value]) => JSON.stringify(given.get(key)) !== JSON.stringify(value),
  );
  if (different.length > 0)
    throw new Explained(`NATS set up ${what} otherwise than asked: ${different.map(([key]) => key).join(', ')}.`);
};

/**
 * The stream of a service, made where it is missing. A full one refuses rather than forgets. One with fewer replicas than
 * asked for gets more; its size, and more replicas, stay as somebody set them.
 * @throws NoRoomInNats; Error where the server set it up otherwise.
 */
export const ensureStream = async (
  manager: JetStreamManager,
  service: ServiceName,
  size = smallStream,
): Promise<void> => {
  const asked = {
    name: streamOf(service),
    subjects: [...publishedSubjects(service)],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_bytes: size.maxMebibytes * mebibytes,
    max_msgs: -1,
    max_age: 0,
    num_replicas: size.replicas,
    duplicate_window: 120 * nanoseconds,
  };
  const copies = size.replicas === 1 ? '' : ` on each of ${size.replicas} servers`;
  const what = `the stream ${asked.name} of ${size.maxMebibytes} MiB${copies} (jetstream.max_file_store, and its disk)`;
  const explained = explainNoRoom(serverOf(manager), what);
  const present = await manager.streams.info(asked.name).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    return manager.streams.add(asked).catch(explained);
  });
  const { config } =
    present.config.num_replicas < size.replicas
      ? await manager.streams.update(asked.name, { num_replicas: size.replicas }).catch(explained)
      : present;
  const { max_bytes, num_replicas } = config;
  assertAsAsked(`the stream ${asked.name}`, { ...asked, max_bytes, num_replicas }, config);
};

/**
 * The durable of a reaction, made where it is missing; one of a build before lets more out from now on. It never gives up
 * on a message: that a message is set aside is for its consumer to say.
 * @throws Error where the server set it up otherwise.
 */
export const ensureDurable = async (
  manager: JetStreamManager,
  service: string,
  reaction: Reaction,
): Promise<string> => {
  const durable = durableName(service, reaction.purpose);
  const asked = {
    durable_name: durable,
    filter_subject: reaction.filter,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: ackWaitSeconds * nanoseconds,
    max_deliver: -1,
    max_ack_pending: mostOut,
    replay_policy: ReplayPolicy.Instant,
  };
  const stream = streamOf(reaction.from);
  const found = await manager.consumers.info(stream, durable).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    return manager.consumers.add(stream, asked);
  });
  const { config } =
    found.config.max_ack_pending === mostOut
      ? found
      : await manager.consumers.update(stream, durable, { max_ack_pending: mostOut });
  assertAsAsked(`the durable ${durable}`, asked, config);
  return durable;
};

/** Every service's stream. Idempotent. */
export const provisionStreams = async (
  manager: JetStreamManager,
  services: readonly ServiceName[],
  size = smallStream,
): Promise<void> => {
  for (const service of services) if (publishedSubjects(service).length > 0) await ensureStream(manager, service, size);
};

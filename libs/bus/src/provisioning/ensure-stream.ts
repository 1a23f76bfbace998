import {
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import { explainNoRoom, serverOf } from '../streams/no-room.ts';
import { assertAsAsked, ifThere } from './as-asked.ts';
import type { PlannedStream } from './bus-plan.ts';

const nanoseconds = 1_000_000_000;
const mebibytes = 1_048_576;

const askedFor = ({ name, subjects, size, erasable }: PlannedStream) => ({
  name,
  subjects: [...subjects],
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.New,
  max_bytes: size.maxMebibytes * mebibytes,
  max_msgs: -1,
  max_age: 0,
  num_replicas: size.replicas,
  duplicate_window: 120 * nanoseconds,
  deny_delete: erasable !== true,
  deny_purge: erasable !== true,
});

/**
 * A stream as planned, made where it is missing. A full one refuses rather than forgets. One of a build before gets what it
 * lacks, more replicas and the denials; its size, and more replicas, stay as somebody set them.
 * @throws NoRoomInNats; Explained where the server set it up otherwise.
 */
export const ensureStream = async (manager: JetStreamManager, planned: PlannedStream): Promise<void> => {
  const asked = askedFor(planned);
  const { maxMebibytes, replicas } = planned.size;
  const copies = replicas === 1 ? '' : ` on each of ${replicas} servers`;
  const what = `the stream ${asked.name} of ${maxMebibytes} MiB${copies} (jetstream.max_file_store, and its disk)`;
  const explained = explainNoRoom(serverOf(manager), what);
  const present =
    (await ifThere(manager.streams.info(asked.name))) ?? (await manager.streams.add(asked).catch(explained));
  const lacking = lackingIn(present.config, asked);
  const { config } =
    Object.keys(lacking).length > 0 ? await manager.streams.update(asked.name, lacking).catch(explained) : present;
  const { max_bytes, num_replicas } = config;
  assertAsAsked(`the stream ${asked.name}`, { ...asked, max_bytes, num_replicas }, { ...undenied, ...config });
};

/** Servers leave out what is false. */
const undenied = { deny_delete: false, deny_purge: false } as const;

type Changes = Partial<Pick<StreamConfig, 'num_replicas' | 'deny_delete' | 'deny_purge'>>;

/** What a server lets be added to a stream afterwards. */
const lackingIn = (config: StreamConfig, asked: ReturnType<typeof askedFor>): Changes => ({
  ...(config.num_replicas < asked.num_replicas ? { num_replicas: asked.num_replicas } : {}),
  ...(asked.deny_delete && config.deny_delete !== true ? { deny_delete: true } : {}),
  ...(asked.deny_purge && config.deny_purge !== true ? { deny_purge: true } : {}),
});

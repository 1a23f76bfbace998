import type { Envelope, Expected, RecordedCommand, StoredEvent } from './event-store.ts';
import type { StorableEvent, StorableWrite } from './storable.ts';

type Kept = Omit<StoredEvent, 'data'> & Readonly<{ text: string }>;

/** Parsed afresh for every reader, as from a database: nobody can change what others read. */
const opened = ({ text, ...event }: Kept): StoredEvent => ({ ...event, data: JSON.parse(text) as StoredEvent['data'] });

const keptAs = (
  event: StorableEvent,
  { commandId, correlationId, actor, at }: Envelope,
  first: Pick<StoredEvent, 'stream' | 'revision' | 'position'>,
  index: bigint,
): Kept => ({
  ...event,
  id: crypto.randomUUID(),
  stream: first.stream,
  revision: first.revision + index,
  position: first.position + index,
  commandId,
  correlationId,
  actor,
  recordedAt: new Date(at).toISOString(),
});

/** Events in position order, and which of them each command made. */
export const inMemoryLog = () => {
  const log: Kept[] = [];
  const streams = new Map<string, Kept[]>();
  const commands = new Map<string, Omit<RecordedCommand, 'events'> & Readonly<{ after: number; until: number }>>();

  const write = ({ stream, events }: StorableWrite, envelope: Envelope): void => {
    const written = streams.get(stream) ?? [];
    const at = { stream, revision: BigInt(written.length), position: BigInt(log.length + 1) };
    const kept = events.map((event, index) => keptAs(event, envelope, at, BigInt(index)));
    if (kept.length > 0) streams.set(stream, [...written, ...kept]);
    log.push(...kept);
  };

  return {
    head: () => BigInt(log.length),
    seen: (stream: string): Expected => streams.get(stream)?.at(-1)?.revision ?? 'no-stream',
    stream: (stream: string): readonly StoredEvent[] => (streams.get(stream) ?? []).map(opened),
    after: (position: bigint, limit: number): readonly StoredEvent[] =>
      log.slice(Number(position), Number(position) + limit).map(opened),
    recorded: (commandId: string | undefined): RecordedCommand | undefined => {
      const command = commandId === undefined ? undefined : commands.get(commandId);
      if (command === undefined) return undefined;
      const { type, digest, after, until } = command;
      return { type, digest, events: log.slice(after, until).map(opened) };
    },
    write: (writes: readonly StorableWrite[], envelope: Envelope): void => {
      const { commandId, commandType: type, digest } = envelope;
      const after = log.length;
      for (const one of writes) write(one, envelope);
      commands.set(commandId, { type, digest, after, until: log.length });
    },
  };
};

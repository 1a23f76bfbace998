import type { Envelope, Expected, StoredEvent } from './event-store.ts';
import type { StorableWrite } from './storable.ts';

type Kept = Omit<StoredEvent, 'data'> & Readonly<{ text: string }>;

/** Parsed afresh for every reader, as from a database: nobody can change what others read. */
const opened = ({ text, ...event }: Kept): StoredEvent => ({ ...event, data: JSON.parse(text) as StoredEvent['data'] });

/** Events in one array in position order; a stream is a view of it. */
export const inMemoryLog = () => {
  const log: Kept[] = [];
  const streams = new Map<string, Kept[]>();

  const keep = ({ stream, events }: StorableWrite, envelope: Envelope): readonly Kept[] => {
    const written = streams.get(stream) ?? [];
    const { commandId, correlationId, actor } = envelope;
    const kept = events.map((event, index): Kept => ({
      ...event,
      id: crypto.randomUUID(),
      stream,
      revision: BigInt(written.length + index),
      position: BigInt(log.length + index + 1),
      commandId,
      correlationId,
      actor,
      recordedAt: new Date(envelope.at).toISOString(),
    }));
    if (kept.length > 0) streams.set(stream, [...written, ...kept]);
    log.push(...kept);
    return kept;
  };

  return {
    head: () => BigInt(log.length),
    seen: (stream: string): Expected => streams.get(stream)?.at(-1)?.revision ?? 'no-stream',
    stream: (stream: string): readonly StoredEvent[] => (streams.get(stream) ?? []).map(opened),
    after: (position: bigint, limit: number): readonly StoredEvent[] =>
      log.slice(Number(position), Number(position) + limit).map(opened),
    write: (writes: readonly StorableWrite[], envelope: Envelope): void => {
      for (const write of writes) keep(write, envelope);
    },
  };
};

import { jsonEvent } from '@kurrent/kurrentdb-client';
import {
  StoreUnavailable,
  type Envelope,
  type RecordedCommand,
  type StorableWrite,
  type StoredEvent,
} from '@lethe/event-store';
import type { Reading } from './reading.ts';
import { eventIn } from './stored-record.ts';
import type { Names } from './stream-names.ts';

type Wrote = Readonly<{ stream: string; first: string; count: number }>;
type Data = Readonly<{ type: string; digest: string | null; wrote: readonly Wrote[] }>;

type Known = Readonly<{ stream: string; events: readonly StoredEvent[] }>;
type Found = Readonly<{ recordId: string; command: RecordedCommand }>;

/** Revisions are text: JSON knows no bigint. */
const wroteOf = ({ stream, expected, events }: StorableWrite): Wrote => ({
  stream,
  first: String(expected === 'no-stream' ? 0n : expected + 1n),
  count: events.length,
});

/** The only record of the command's own stream. Its id says which append made it, whoever else tried. */
export const commandRecordOf = (
  id: string,
  writes: readonly StorableWrite[],
  { commandType: type, digest, correlationId, actor, at }: Envelope,
) => {
  const data: Data = { type, digest, wrote: writes.filter(({ events }) => events.length > 0).map(wroteOf) };
  return jsonEvent({ id, type: 'CommandRecorded', data, metadata: { correlationId, actor, at } });
};

export const recordedCommands = (reading: Reading, names: Names) => {
  const events = async ({ stream, first, count }: Wrote, known?: Known): Promise<readonly StoredEvent[]> => {
    const read = known?.stream === stream ? known.events.slice(Number(first), Number(first) + count) : [];
    if (read.length === count) return read;
    const records = await reading.stream(names.stream(stream), BigInt(first), count);
    // The index shows the record of a command a moment before the last of its events.
    if (records.length < count) throw new StoreUnavailable(new Error(`Stream ${stream} does not show all events yet.`));
    return records.map((record) => eventIn(names, record));
  };

  return {
    /** What was read already, a whole stream, is not read again. */
    find: async (commandId: string, known?: Known): Promise<Found | undefined> => {
      const record = await reading.last(names.command(commandId));
      if (record === undefined) return undefined;
      const { type, digest, wrote } = record.data as Data;
      const made = await Promise.all(wrote.map((one) => events(one, known)));
      return { recordId: record.id, command: { type, digest, events: made.flat() } };
    },
  };
};

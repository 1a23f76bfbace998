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
  const events = async ({ stream, first, count }: Wrote): Promise<readonly StoredEvent[]> => {
    const records = await reading.stream(names.stream(stream), BigInt(first), count);
    // The index shows the record of a command a moment before the last of its events.
    if (records.length < count) throw new StoreUnavailable(new Error(`Stream ${stream} does not show all events yet.`));
    return records.map((record) => eventIn(names, record));
  };

  return {
    find: async (commandId: string): Promise<Readonly<{ recordId: string; command: RecordedCommand }> | undefined> => {
      const record = await reading.last(names.command(commandId));
      if (record === undefined) return undefined;
      const { type, digest, wrote } = record.data as Data;
      return { recordId: record.id, command: { type, digest, events: (await Promise.all(wrote.map(events))).flat() } };
    },
  };
};

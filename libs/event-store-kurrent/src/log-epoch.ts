import { AppendConsistencyViolationError, jsonEvent, NO_STREAM, STREAM_STATE } from '@kurrent/kurrentdb-client';
import type { Connection } from './connection.ts';
import { within } from './patience.ts';
import type { Reading } from './reading.ts';
import type { Names } from './stream-names.ts';

/** The epoch is the last record of a stream of its own; the first is made by whoever opens the log first. */
export const logEpoch = (connection: Connection, reading: Reading, names: Names) => {
  const read = async (): Promise<string | undefined> => {
    const record = await reading.last(names.epoch);
    return (record?.data as { epoch?: string } | undefined)?.epoch;
  };

  const begin = async (): Promise<void> => {
    if ((await read()) !== undefined) return;
    const record = jsonEvent({ type: 'EpochBegan', data: { epoch: crypto.randomUUID() } });
    const check = { type: STREAM_STATE, streamName: names.epoch, expectedState: NO_STREAM } as const;
    const append = connection.client().appendRecords([{ streamName: names.epoch, record }], [check]);
    await within(connection.patience, append).catch((error: unknown) => {
      if (!(error instanceof AppendConsistencyViolationError)) throw error;
    });
  };

  return {
    begin,
    current: async (): Promise<string> => {
      const epoch = await read();
      if (epoch === undefined) throw new Error('The log has no epoch: its stream was deleted on the server.');
      return epoch;
    },
  };
};

import { isDeepStrictEqual } from 'node:util';
import {
  jsonEvent,
  NO_STREAM,
  STREAM_STATE,
  type AppendRecordInput,
  type ConsistencyCheck,
} from '@kurrent/kurrentdb-client';
import type { Asserted, Envelope, StorableWrite } from '@lethe/event-store';
import { commandRecordOf } from './command-record.ts';
import { eventId } from './event-id.ts';
import type { ListChange, Listed } from './look-up-rows.ts';
import { recordOf } from './stored-record.ts';
import type { Names } from './stream-names.ts';

/** The bytes of an append: sent again as they are, they are written once. */
export type AppendRequest = Readonly<{
  commandId: string;
  /** Id of the command's record: new with each append, so that nobody takes another's for his own. */
  recordId: string;
  records: AppendRecordInput[];
  checks: ConsistencyCheck[];
}>;

/**
 * Every stream that is written or asserted is checked at an exact state. The command's record comes first, so that who
 * sees an event sees its command; the events come last, so that the append's position is that of the last event.
 * @throws RangeError where the server would not take a name.
 */
export const appendRequestOf = (
  names: Names,
  writes: readonly StorableWrite[],
  envelope: Envelope,
  lists: readonly ListChange[],
): AppendRequest => {
  const { commandId } = envelope;
  const recordId = crypto.randomUUID();
  const command = { streamName: names.command(commandId), record: commandRecordOf(recordId, writes, envelope) };
  const checks = [checkOf(command.streamName, NO_STREAM), ...checksOf(names, writes, lists)];
  refuseAlike(checks.map(({ streamName }) => streamName));
  return {
    commandId,
    recordId,
    records: [command, ...lists.flatMap(listRecords), ...eventRecords(names, writes, envelope)],
    checks,
  };
};

/** The same without a command and its events: look-ups change, where these streams stand so. */
export const changeRequestOf = (
  names: Names,
  asserted: readonly Asserted[],
  lists: readonly ListChange[],
): Pick<AppendRequest, 'records' | 'checks'> => ({
  records: lists.flatMap(listRecords),
  checks: checksOf(names, asserted, lists),
});

const checksOf = (names: Names, asserted: readonly Asserted[], lists: readonly ListChange[]): ConsistencyCheck[] => [
  ...lists.flatMap(({ stream, at }) =>
    (at === NO_STREAM ? [stream, metadataOf(stream)] : [stream]).map((one) => checkOf(one, at)),
  ),
  ...asserted.map(({ stream, expected }) =>
    checkOf(names.stream(stream), expected === 'no-stream' ? NO_STREAM : expected),
  ),
];

const checkOf = (streamName: string, expectedState: ConsistencyCheck['expectedState']): ConsistencyCheck => ({
  type: STREAM_STATE,
  streamName,
  expectedState,
});

const metadataOf = (stream: string): string => `$$${stream}`;

/** A list is its last record; the server forgets the earlier ones, so that what was released is gone. */
const listRecords = ({ stream, at, before, after }: ListChange): readonly AppendRecordInput[] => {
  if (isDeepStrictEqual(inOrder(before), inOrder(after))) return [];
  const data = Object.keys(after.says).length === 0 ? { items: after.items } : after;
  const said = { streamName: stream, record: jsonEvent({ type: 'ListChanged', data }) };
  if (at !== NO_STREAM) return [said];
  const lastOnly = jsonEvent({ type: '$metadata', data: { $maxCount: 1 } });
  return [{ streamName: metadataOf(stream), record: lastOnly }, said];
};

const inOrder = ({ items, says }: Listed) => ({ items: items.toSorted(), says });

const eventRecords = (
  names: Names,
  writes: readonly StorableWrite[],
  envelope: Envelope,
): readonly AppendRecordInput[] =>
  writes
    .flatMap(({ stream, events }) => events.map((event) => ({ streamName: names.stream(stream), event })))
    .map(({ streamName, event }, index) => {
      refuseType(event.type);
      return { streamName, record: recordOf(event, envelope, eventId(envelope.commandId, index)) };
    });

/** As the server checks it. */
const refuseType = (type: string): void => {
  if (!/^[\p{L}\p{N}_.$:-]+$/u.test(type) || type !== type.normalize('NFC'))
    throw new RangeError('KurrentDB takes letters, digits and _ . $ : - for the type of an event.');
};

/** Within one append the server takes streams for the same where only their case differs, and writes to one of them. */
const refuseAlike = (streams: readonly string[]): void => {
  if (new Set(streams.map((stream) => stream.toUpperCase())).size < streams.length)
    throw new RangeError('KurrentDB cannot tell two streams of an append apart: their names differ in case only.');
};

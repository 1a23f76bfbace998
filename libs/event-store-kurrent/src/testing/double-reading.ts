import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { DoubleLog } from './double-log.ts';
import { confirmedResponse, notFoundResponse, readResponse } from './double-messages.ts';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Options = NonNullable<ReturnType<ReadReq['getOptions']>>;

const backwards = 1;
const unknown = 2;

export const readFrom = (log: DoubleLog, call: Call): void => {
  const options = call.request.getOptions();
  if (options?.hasSubscription() === true) return subscribe(log, call, options);
  if (options?.hasStream() === true) return readStream(log, call, options);
  if (options !== undefined) readAll(log, call, options);
};

const readStream = (log: DoubleLog, call: Call, options: Options): void => {
  const range = options.getStream();
  const stream = Buffer.from(range?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const records = log.shown(stream);
  if (records === undefined) {
    call.write(notFoundResponse(stream));
    return void call.end();
  }
  const back = options.getReadDirection() === backwards;
  const from = range?.hasRevision() === true ? Number(range.getRevision()) : back ? Infinity : 0;
  const found = back
    ? records.filter(({ revision }) => revision <= from).toReversed()
    : records.filter(({ revision }) => revision >= from);
  for (const record of found.slice(0, Number(options.getCount()))) call.write(readResponse(record));
  call.end();
};

/** From a position, that record included, and from no other place than the start of a record. */
const readAll = (log: DoubleLog, call: Call, options: Options): void => {
  const range = options.getAll();
  const back = options.getReadDirection() === backwards;
  const from = range?.hasPosition() === true ? Number(range.getPosition()?.getCommitPosition()) : back ? Infinity : 0;
  if (from !== 0 && from !== Infinity && !log.isStart(from))
    return void call.emit('error', {
      code: unknown,
      details: 'Unexpected FilteredReadAllResult: InvalidPosition >> Log record at actual pos has wrong length.',
    });
  const matching = log.all.filter(({ stream }) => matches(options, stream));
  const found = back
    ? matching.filter(({ position }) => position <= from).toReversed()
    : matching.filter(({ position }) => position >= from);
  for (const record of found.slice(0, Number(options.getCount()))) call.write(readResponse(record));
  call.end();
};

/** From the end: what is written from now on. */
const subscribe = (log: DoubleLog, call: Call, options: Options): void => {
  let next = log.all.length;
  const push = (): void => {
    for (const record of log.all.slice(next)) if (matches(options, record.stream)) call.write(readResponse(record));
    next = log.all.length;
  };
  call.write(confirmedResponse());
  call.on('cancelled', log.listen(push));
};

const matches = (options: Options, stream: string): boolean => {
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [];
  return prefixes.length === 0 || prefixes.some((prefix) => stream.startsWith(prefix));
};

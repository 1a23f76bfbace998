import { Metadata } from '@grpc/grpc-js';
import errors from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { AppendRecord } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import type { DoubleLog, DoubleOutcome, DoubleRecord } from './double-log.ts';

const jsonFormat = 1;
const failedPrecondition = 9;

export const recordIn = (record: AppendRecord): DoubleRecord => {
  const properties: Record<string, string> = {};
  record.getPropertiesMap().forEach((value, key) => {
    properties[key] = value.getStringValue();
  });
  return {
    id: record.getRecordId() ?? '',
    stream: record.getStream(),
    type: record.getSchema()?.getName() ?? '',
    json: record.getSchema()?.getFormat() === jsonFormat,
    data: record.getData_asU8(),
    metadata: Buffer.from(JSON.stringify(properties)),
  };
};

/** Names are bytes, numbers are text, the instant counts 100 ns. */
export const readResponse = (record: DoubleLog['all'][number]) => {
  const id = new shared.UUID();
  id.setString(record.id);
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(id);
  recorded.setStreamIdentifier(identifierOf(record.stream));
  recorded.setStreamRevision(String(record.revision));
  recorded.setCommitPosition(String(record.position));
  recorded.setPreparePosition(String(record.position));
  const contentType = record.json ? 'application/json' : 'application/octet-stream';
  recorded
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', contentType)
    .set('created', '17721000000000000');
  recorded.setData(record.data);
  recorded.setCustomMetadata(record.metadata);
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(record.position));
  const response = new streams.ReadResp();
  response.setEvent(event);
  return response;
};

export const notFoundResponse = (stream: string) => {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(stream));
  const response = new streams.ReadResp();
  response.setStreamNotFound(notFound);
  return response;
};

export const confirmedResponse = () => {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('subscription-1');
  const response = new streams.ReadResp();
  response.setConfirmation(confirmation);
  return response;
};

const identifierOf = (stream: string) => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
};

export const violationError = (outcome: Extract<DoubleOutcome, { violations: unknown }>) => {
  const details = new errors.AppendConsistencyViolationErrorDetails();
  outcome.violations.forEach(({ stream, expected, actual }, index) => {
    const state = new errors.ConsistencyViolation.StreamStateViolation();
    state.setStream(stream);
    state.setExpectedState(String(expected));
    state.setActualState(String(actual));
    const violation = new errors.ConsistencyViolation();
    violation.setCheckIndex(index);
    violation.setStreamState(state);
    details.addViolations(violation);
  });
  return detailedError(failedPrecondition, 'AppendConsistencyViolationErrorDetails', details.serializeBinary());
};

export const sizeError = (record: DoubleRecord, maxSize: number) => {
  const details = new errors.AppendRecordSizeExceededErrorDetails();
  details.setStream(record.stream);
  details.setRecordId(record.id);
  details.setSize(record.data.length);
  details.setMaxSize(maxSize);
  return detailedError(3, 'AppendRecordSizeExceededErrorDetails', details.serializeBinary());
};

/** The details ride in a trailer as google.rpc.Status with two of them: first ErrorInfo, then what the client looks for. */
const detailedError = (code: number, name: string, bytes: Uint8Array) => {
  const metadata = new Metadata();
  const details = [
    packed('google.rpc.ErrorInfo', new Uint8Array()),
    packed(`kurrentdb.protocol.v2.streams.errors.${name}`, bytes),
  ];
  metadata.set(
    'grpc-status-details-bin',
    Buffer.concat([Buffer.from([0x08, code]), ...details.map((any) => field(3, any))]),
  );
  return { code, details: name, metadata };
};

/** google.protobuf.Any by hand: the client's package has no other way to say it twice. */
const packed = (type: string, value: Uint8Array): Buffer =>
  Buffer.concat([field(1, Buffer.from(`type.googleapis.com/${type}`)), field(2, value)]);

const field = (number: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes]);

const varint = (value: number): readonly number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)];

import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import featuresGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import readingGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import appendingGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import appending, {
  type AppendRecordsRequest,
  type AppendRecordsResponse,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import { doubleLog, type DoubleLog } from './double-log.ts';
import { recordIn, sizeError, violationError } from './double-messages.ts';
import { readFrom } from './double-reading.ts';

/**
 * What goes wrong with one append: its request or its answer is lost, its answer is lost and it is written late, the
 * connection breaks after it was written, the node no longer leads.
 */
export type AppendFault = 'request-lost' | 'answer-lost' | 'written-late' | 'broken-after' | 'not-leader';

type Double = Readonly<{ version?: string; credentials?: ServerCredentials; largestRecord?: number }>;

/**
 * A DOUBLE of KurrentDB, not KurrentDB: it speaks the real gRPC protocol, made from the client's own definitions, over a
 * log in memory. It proves how the adapter maps, checks and recovers. It does not prove that the server behaves as its
 * source was read, nor durability, replication, leader election, access control, scavenging, time-outs or speed.
 */
export const kurrentDouble = async (double: Double = {}) => {
  const log = doubleLog();
  const appendFaults: AppendFault[] = [];
  const seen = { appends: [] as Uint8Array[], authorizations: [] as string[], leaderOnly: [] as boolean[] };
  const state = { readsSilent: false };
  const handlers = handlersOf(log, double, appendFaults, seen, state);
  let server = serverOf(double, handlers);
  const port = await bound(server, 0, double);
  return {
    port,
    url: `kurrentdb://127.0.0.1:${port}?tls=false`,
    log,
    seen,
    state,
    /** Goes wrong with the next appends, one each. */
    fail: (...faults: readonly AppendFault[]): void => void appendFaults.push(...faults),
    /** Ends all connections at once; the log stays. */
    kill: (): void => server.forceShutdown(),
    revive: async (): Promise<void> => {
      server = serverOf(double, handlers);
      await bound(server, port, double);
    },
  };
};

type Seen = { appends: Uint8Array[]; authorizations: string[]; leaderOnly: boolean[] };
type AppendCall = ServerUnaryCall<AppendRecordsRequest, AppendRecordsResponse>;
type Handlers = ReturnType<typeof handlersOf>;

const bound = (server: Server, port: number, { credentials = ServerCredentials.createInsecure() }: Double) =>
  new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, at) => (error === null ? resolve(at) : reject(error)));
  });

const serverOf = ({ version = '26.1.0' }: Double, handlers: Handlers): Server => {
  const server = new Server();
  server.addService(featuresGrpc.ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, answer: sendUnaryData<unknown>) => answer(null, supported(version)),
  });
  server.addService(readingGrpc.StreamsService, { read: handlers.read });
  if (version >= '26.1')
    server.addService(appendingGrpc.StreamsServiceService, { appendRecords: handlers.appendRecords });
  return server;
};

/** Service and method names in lower case, as the server lists them. */
const supported = (version: string) => {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion(version);
  const services =
    version >= '26.1'
      ? [readingGrpc.StreamsService, appendingGrpc.StreamsServiceService]
      : [readingGrpc.StreamsService];
  for (const { path } of services.flatMap((service) => Object.values(service) as { path: string }[])) {
    const [, service = '', method = ''] = path.toLowerCase().split('/');
    const supportedMethod = new features.SupportedMethod();
    supportedMethod.setServiceName(service);
    supportedMethod.setMethodName(method);
    methods.addMethods(supportedMethod);
  }
  return methods;
};

const handlersOf = (
  log: DoubleLog,
  { largestRecord = Infinity }: Double,
  faults: AppendFault[],
  seen: Seen,
  state: { readsSilent: boolean },
) => ({
  read: (call: ServerWritableStream<ReadReq, ReadResp>): void => {
    seen.authorizations.push(String(call.metadata.get('authorization')[0] ?? ''));
    seen.leaderOnly.push(call.metadata.get('requires-leader')[0] === 'true');
    if (!state.readsSilent) readFrom(log, call);
  },

  appendRecords: (call: AppendCall, answer: sendUnaryData<AppendRecordsResponse>): void => {
    seen.authorizations.push(String(call.metadata.get('authorization')[0] ?? ''));
    seen.appends.push(call.request.serializeBinary());
    const fault = faults.shift();
    if (fault === 'request-lost') return;
    if (fault === 'written-late') return void setTimeout(() => written(log, call.request), 250);
    if (fault === 'not-leader')
      return answer({ code: 9, details: 'The server is not the leader node and cannot handle it.' });
    const large = call.request
      .getRecordsList()
      .map(recordIn)
      .find(({ data }) => data.length > largestRecord);
    if (large !== undefined) return answer(sizeError(large, largestRecord));
    const outcome = written(log, call.request);
    if (fault === 'answer-lost') return;
    if (fault === 'broken-after') return answer({ code: 14, details: 'Connection dropped' });
    if ('violations' in outcome) return answer(violationError(outcome));
    const response = new appending.AppendRecordsResponse();
    response.setPosition(String(outcome.position));
    answer(null, response);
  },
});

const written = (log: DoubleLog, request: AppendRecordsRequest) => {
  const checks = request.getChecksList().map((check) => ({
    stream: check.getStreamState()?.getStream() ?? '',
    expected: Number(check.getStreamState()?.getExpectedState()),
  }));
  return log.append(request.getRecordsList().map(recordIn), checks);
};

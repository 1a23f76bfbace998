import { ErrorType, NotLeaderError } from '@kurrent/kurrentdb-client';
import { ServerSilent } from './patience.ts';

const cancelled = 1;
const invalidArgument = 3;
const deadlineExceeded = 4;
const notFound = 5;
const permissionDenied = 7;
const resourceExhausted = 8;
const failedPrecondition = 9;
const aborted = 10;
const unimplemented = 12;
const unavailable = 14;
const unauthenticated = 16;

const refusals = new Set<unknown>([
  invalidArgument,
  notFound,
  permissionDenied,
  failedPrecondition,
  unimplemented,
  unauthenticated,
]);
const outages = new Set<unknown>([cancelled, deadlineExceeded, resourceExhausted, aborted, unavailable]);
/** Errors of the client's reading half carry no status. */
const outageTypes = new Set<unknown>([
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.TIMEOUT,
]);

const facts = (error: unknown): Readonly<{ code?: unknown; type?: unknown; message?: unknown }> =>
  error instanceof Error ? error : {};

/** The newer half of the protocol says it in a way that client 1.3.1 does not know, and stays with that node. */
export const isNotLeader = (error: unknown): boolean =>
  error instanceof NotLeaderError ||
  (facts(error).code === failedPrecondition && /not the leader/.test(String(facts(error).message)));

/** Nobody there, nobody answered, or nobody could. A first call that cannot connect rejects with a bare gRPC error. */
export const isOutage = (error: unknown): boolean => {
  const { code, type, message } = facts(error);
  if (error instanceof ServerSilent || isNotLeader(error)) return true;
  return (
    outages.has(code) ||
    outageTypes.has(type) ||
    (code === undefined && /connect|transport|discover/i.test(String(message)))
  );
};

/** The server said no and wrote nothing, or the client did before it sent anything. */
export const isDefinite = (error: unknown): boolean => {
  const { code, type } = facts(error);
  if (isOutage(error)) return false;
  return refusals.has(code) || (code === undefined && type === undefined);
};

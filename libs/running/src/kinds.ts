import { isBusyState, isOutageState, sqlStateOf } from './sql-states.ts';

/**
 * What a failure asks for. **refusal**: an expected no; whoever asked is told, and where nobody did, a person decides.
 * **busy**: somebody was faster, or something is not so far yet; again soon. **outage**: something is away, full or wrong
 * for a while; again, and an alarm after minutes. **poison**: it fails whenever it is tried; set aside until a person
 * has mended it. **forged**: whoever is said to have said it says, proven, that it did not; dropped at once, and told.
 */
export type Kind = 'refusal' | 'busy' | 'outage' | 'poison' | 'forged';

/**
 * Errors of ours and of the clients we use, by their name: so no library needs to know another for this, and errors that
 * come from another realm are known too. A test holds this list against the classes there are.
 */
export const byName: Readonly<Record<string, Kind>> = {
  // Whatever caused them.
  EventNotUnderstood: 'poison',

  NeverSaid: 'forged',

  AccountGone: 'refusal',
  CommandReused: 'refusal',
  Forbidden: 'refusal',
  InvalidInput: 'refusal',
  KeyDestroyed: 'refusal',
  LookUpTaken: 'refusal',
  NeedUnmet: 'refusal',
  NotProven: 'refusal',

  AbortError: 'busy',
  CheckpointMoved: 'busy',
  ClearingIncomplete: 'busy',
  CommandRecorded: 'busy',
  RevisionsBehind: 'busy',
  StaleRevision: 'busy',
  ViewBehind: 'busy',

  DeadlinePassed: 'outage',
  DebtsUnsettled: 'outage',
  EventUnreadable: 'outage',
  GenerationOverdue: 'outage',
  LedgerBroken: 'outage',
  LedgerUnread: 'outage',
  LedgerUnwritten: 'outage',
  MailNotTaken: 'outage',
  MasterKeyUnavailable: 'outage',
  MasterKeyUnseen: 'outage',
  NoRoomInNats: 'outage',
  OutcomeUnknown: 'outage',
  ServerSilent: 'outage',
  StoreUnavailable: 'outage',
  TurnGivenUp: 'outage',

  // NATS, and what the platform calls a deadline that passed.
  AuthorizationError: 'outage',
  ClosedConnectionError: 'outage',
  ConnectionError: 'outage',
  DrainingConnectionError: 'outage',
  JetStreamNotEnabled: 'outage',
  JetStreamStatusError: 'outage',
  NoResponders: 'outage',
  PermissionViolationError: 'outage',
  TimeoutError: 'outage',
  UserAuthenticationExpiredError: 'outage',
};

/**
 * Why a call has no answer. A proof that does not hold: a clock or a key is wrong for a while. What waits for it is no
 * poison, clearing least of all.
 */
const byFault: Readonly<Record<string, Kind>> = {
  invalid: 'poison',
  unauthenticated: 'outage',
  forbidden: 'refusal',
  'deadline-passed': 'outage',
  'command-reused': 'refusal',
  'account-gone': 'refusal',
  unavailable: 'outage',
  'no-room': 'outage',
  'answer-too-large': 'poison',
  internal: 'poison',
};

/** JetStream's own codes: somebody else published; no leader, no quorum, no room, a stream or durable that is being made anew. */
const busyInJetStream: ReadonlySet<number> = new Set([10_070, 10_071, 10_164]);
const outageOfJetStream: ReadonlySet<number> = new Set([
  10_002, 10_004, 10_005, 10_008, 10_009, 10_014, 10_023, 10_028, 10_039, 10_047, 10_059, 10_076, 10_077, 10_104,
  10_118, 10_119,
]);

/** Node's: nobody there, nobody answers, somebody else answers or a certificate does not hold for now; no room, no rights, no handles, a disk that fails or only reads. */
const outageOfNode: ReadonlySet<string> = new Set(
  [
    'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN ENOTCONN EADDRNOTAVAIL ENOBUFS',
    'EHOSTDOWN EHOSTUNREACH ENETDOWN ENETRESET ENETUNREACH ECONNECTION ESOCKET EDNS',
    'CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_REVOKED ERR_TLS_CERT_ALTNAME_INVALID EPROTO',
    'DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT UND_ERR_SOCKET',
    'ENOSPC EDQUOT EFBIG EROFS EIO ENXIO ESTALE EACCES EPERM EMFILE ENFILE ENOMEM',
  ].flatMap((codes) => codes.split(' ')),
);

/** The other side has no use for our certificate, or speaks TLS in another way. */
const alertOfTls = 'ERR_SSL_';

/** What `pg` says without any code. */
const outageOfPool =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

/** An error and what caused it, as far as anybody wraps one: it may be its own cause. */
function* withCauses(error: unknown): Generator<Facts> {
  let each = error;
  for (let depth = 0; depth < 8 && typeof each === 'object' && each !== null; depth += 1) {
    const facts: Facts = each;
    yield facts;
    each = facts.cause;
  }
}

/** By the first of its causes that a list names; poison where none does. */
export const kindOf = (error: unknown): Kind => {
  for (const each of withCauses(error)) {
    const kind = listed(each);
    if (kind !== undefined) return kind;
  }
  return 'poison';
};

/** Trying again later is right: it is no fault of what was tried. */
export const mayPass = (error: unknown): boolean => ['busy', 'outage'].includes(kindOf(error));

/** A disk, a stream or an account is full, by the first of its causes that says so: people are told, and make room. */
export const isNoRoom = (error: unknown): boolean => {
  for (const { fault, code } of withCauses(error)) if (fault === 'no-room' || noRoom.has(code)) return true;
  return false;
};

/** Of Node, PostgreSQL and JetStream. */
// prettier-ignore
const noRoom: ReadonlySet<unknown> = new Set([
  'ENOSPC', 'EDQUOT', 'EFBIG', '53100', 10_002, 10_005, 10_023, 10_028, 10_047, 10_077,
]);

type Facts = Readonly<{ name?: unknown; code?: unknown; fault?: unknown; message?: unknown; cause?: unknown }>;

const listed = (error: Facts): Kind | undefined => {
  const { name, code, fault, message } = error;
  if (typeof fault === 'string' && Object.hasOwn(byFault, fault)) return byFault[fault];
  if (typeof name === 'string' && Object.hasOwn(byName, name)) return byName[name];
  if (typeof code === 'number') return byJetStream(code);
  if (typeof code === 'string') {
    const state = sqlStateOf(error);
    if (isBusyState(state)) return 'busy';
    return isOutageState(state) || outageOfNode.has(code) || code.startsWith(alertOfTls) ? 'outage' : undefined;
  }
  return typeof message === 'string' && outageOfPool.test(message) ? 'outage' : undefined;
};

const byJetStream = (code: number): Kind | undefined => {
  if (busyInJetStream.has(code)) return 'busy';
  return outageOfJetStream.has(code) ? 'outage' : undefined;
};

import { describe, expect, it } from '@jest/globals';
import { kindOf, mayPass, type Kind } from './kinds.ts';

const named = (name: string) => Object.assign(new Error('quotes a value'), { name });
const coded = (code: string | number) => Object.assign(new Error('quotes a value'), { code });
const fault = (which: string) => Object.assign(named('CallFault'), { fault: which });
const kindsOf = (errors: readonly unknown[]): readonly Kind[] => [...new Set(errors.map(kindOf))];

describe('What kind a failure is (K2, L3, CAN-8)', () => {
  it.each<[Kind, string, readonly unknown[]]>([
    ['refusal', 'an expected no', ['AccountGone', 'KeyDestroyed', 'LookUpTaken', 'NotProven', 'Forbidden'].map(named)],
    ['refusal', 'a call that was refused', ['forbidden', 'account-gone', 'command-reused'].map(fault)],
    ['busy', 'somebody was faster, or is not so far', ['StaleRevision', 'ViewBehind', 'CheckpointMoved'].map(named)],
    ['busy', 'serialisation, deadlock, a lock not given', ['40001', '40P01', '55P03', '40003'].map(coded)],
    ['busy', 'a stream that somebody else published to', [10_070, 10_071, 10_164].map(coded)],
    [
      'outage',
      'a database that is away, full of callers or stops',
      ['08006', '53300', '57P01', '57P03', '57014'].map(coded),
    ],
    ['outage', 'a database without room, or that only reads', ['53100', '53200', '53400', '58030', '25006'].map(coded)],
    [
      'outage',
      'nobody there',
      ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'].map(coded),
    ],
    [
      'outage',
      'a certificate that does not hold for now, or is of somebody else (B10)',
      ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN', 'EPROTO', 'ERR_SSL_X'].map(
        coded,
      ),
    ],
    ['outage', 'a disk that is full or fails', ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES'].map(coded)],
    ['outage', 'no handle left', ['EMFILE', 'ENFILE', 'ENOMEM'].map(coded)],
    [
      'outage',
      'NATS that is away',
      ['NoResponders', 'TimeoutError', 'ClosedConnectionError', 'ConnectionError'].map(named),
    ],
    ['outage', 'JetStream without room or leader', [10_023, 10_047, 10_077, 10_008, 10_009].map(coded)],
    ['outage', 'a call without an answer', ['unavailable', 'no-room', 'deadline-passed', 'unauthenticated'].map(fault)],
    ['outage', 'an event of a program that is newer (L12)', ['EventUnreadable'].map(named)],
    ['outage', 'what the store says of it', ['OutcomeUnknown', 'StoreUnavailable', 'MasterKeyUnavailable'].map(named)],
    [
      'outage',
      'a pool that gives no connection, or loses one',
      [
        new Error('timeout exceeded when trying to connect'),
        new Error('Connection terminated unexpectedly'),
        new Error('Query read timeout'),
      ],
    ],
    ['outage', 'a ledger that is not the one that was read, until it is back (K5)', ['LedgerBroken'].map(named)],
    ['forged', 'what nobody ever said (T4)', ['NeverSaid'].map(named)],
    ['poison', 'bad values', ['23505', '22P02', '21000', '54000'].map(coded)],
    ['poison', 'a statement that is wrong', ['42P01', '42703', '42501'].map(coded)],
    [
      'poison',
      'what nobody expects',
      [new TypeError('x'), coded('ERR_INVALID_URL'), coded(404), 'text', null, undefined],
    ],
    ['poison', 'a call that went wrong', ['invalid', 'answer-too-large', 'internal'].map(fault)],
  ])('%s: %s', (kind, _what, errors) => {
    expect(kindsOf(errors)).toEqual([kind]);
  });

  it('is that of the first cause that is known', () => {
    const fetching = new TypeError('fetch failed', { cause: coded('ECONNREFUSED') });
    expect(kindOf(new Error('asked', { cause: fetching }))).toBe('outage');
    expect(kindOf(Object.assign(named('StaleRevision'), { cause: coded('ENOSPC') }))).toBe('busy');
  });

  it('knows these codes of JetStream and no others', () => {
    const codes = Array.from({ length: 300 }, (_, more) => 10_000 + more);
    expect(codes.filter((code) => kindOf(coded(code)) === 'busy')).toEqual([10_070, 10_071, 10_164]);
    expect(codes.filter((code) => kindOf(coded(code)) === 'outage')).toEqual([
      10_002, 10_004, 10_005, 10_008, 10_009, 10_014, 10_023, 10_028, 10_039, 10_047, 10_059, 10_076, 10_077, 10_104,
      10_118, 10_119,
    ]);
  });

  it('is looked for eight errors deep', () => {
    const wrapped = (times: number): unknown =>
      Array.from({ length: times }).reduce((cause) => new Error('wrapped', { cause }), coded('ENOSPC'));
    expect([6, 7, 8].map((times) => kindOf(wrapped(times)))).toEqual(['outage', 'outage', 'poison']);
  });

  it('is that of its name where its fault is none that we know (L11)', () => {
    expect(kindOf(Object.assign(named('ViewBehind'), { fault: 'of another kind' }))).toBe('busy');
  });

  it('comes to an end where an error is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(kindOf(error)).toBe('poison');
  });

  it('is known of errors of another realm, which are no Error here', () => {
    expect(kindOf({ code: 'ENOSPC' })).toBe('outage');
    expect(kindOf({ name: 'ViewBehind', message: '' })).toBe('busy');
  });

  it('may pass where it is busy or an outage', () => {
    expect([coded('40001'), coded('ENOSPC')].every(mayPass)).toBe(true);
    expect([coded('23505'), named('AccountGone')].some(mayPass)).toBe(false);
  });
});

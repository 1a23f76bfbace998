import { describe, expect, it } from '@jest/globals';
import { StaleRevision } from '@lethe/event-store';
import { CallFault, faults, Unavailable } from './calls/fault.ts';
import { isOutage } from './outage.ts';

const passing = ['deadline-passed', 'unauthenticated', 'unavailable'];
const withCode = (code: string) => Object.assign(new Error('quotes a value'), { code });

describe('What passes by itself is no fault of what was tried (CAN-8)', () => {
  it('nobody answers, or a clock or a key is wrong for a while, so that a deadline or a proof does not hold', () => {
    expect(faults.filter((fault) => isOutage(new CallFault(fault, 'lethe.rpc.x'))).toSorted()).toEqual(passing);
    expect(isOutage(new Unavailable('lethe.rpc.x'))).toBe(true);
  });

  it('a database that is away, full, locked or read-only, and a stream that somebody else was faster in', () => {
    for (const code of ['08006', '40P01', '53300', '55P03', '57P01', '25006', 'ECONNREFUSED'])
      expect(isOutage(withCode(code))).toBe(true);
    expect(isOutage(new StaleRevision('a-1', 1n, 2n))).toBe(true);
  });

  it('is not what would go wrong again', () => {
    for (const code of ['23505', '22P02', '42P01', 'ERR_INVALID_URL']) expect(isOutage(withCode(code))).toBe(false);
    expect(isOutage(new TypeError('undefined is not a function'))).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { secondsAfter } from '../verification/instants.ts';
import { attempt, type Failures } from './sign-in-throttle.ts';

const at = '2026-11-24T07:00:00.000Z';
const failed = (count: number): Failures => ({ count, lastAt: at });
const delayAfter = (count: number): number => {
  const answer = attempt(failed(count), at);
  return answer.allowed ? 0 : (Date.parse(answer.retryAt) - Date.parse(at)) / 1000;
};

describe('Throttling wrong passwords (ID-4, NIST SP 800-63B-4 3.2.2)', () => {
  it('begins after ten in a row', () => {
    expect(attempt(undefined, at)).toEqual({ allowed: true, failures: failed(1) });
    expect(attempt(failed(9), at)).toEqual({ allowed: true, failures: failed(10) });
    expect(delayAfter(10)).toBe(30);
  });
  it('makes nobody wait before that, also not who looked at the clock a moment earlier', () => {
    expect(attempt(failed(3), secondsAfter(at, -1))).toEqual({ allowed: true, failures: failed(4) });
  });
  it('grows, up to an hour', () => {
    expect([11, 12, 16, 17, 99].map(delayAfter)).toEqual([60, 120, 1920, 3600, 3600]);
  });
  it('allows the next attempt once the delay is over, not before', () => {
    expect(attempt(failed(10), secondsAfter(at, 29.999))).toEqual({ allowed: false, retryAt: secondsAfter(at, 30) });
    expect(attempt(failed(10), secondsAfter(at, 30))).toEqual({
      allowed: true,
      failures: { count: 11, lastAt: secondsAfter(at, 30) },
    });
  });
  it('allows no more than 100, then rests for a day', () => {
    const hourLater = secondsAfter(at, 3600);
    expect(attempt(failed(99), hourLater)).toEqual({ allowed: true, failures: { count: 100, lastAt: hourLater } });
    expect(delayAfter(100)).toBe(24 * 3600);
    expect(attempt(failed(100), secondsAfter(at, 24 * 3600))).toMatchObject({ allowed: true, failures: { count: 1 } });
  });
  it('forgets after a day (FIT-4)', () => {
    expect(attempt(failed(50), secondsAfter(at, 24 * 3600))).toMatchObject({ allowed: true, failures: { count: 1 } });
  });
});

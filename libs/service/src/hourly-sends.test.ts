import { describe, expect, it } from '@jest/globals';
import { retryAfterHourlyCap } from './hourly-sends.ts';

const at = '2026-11-24T07:00:00.000Z';
const minutesAgo = (...minutes: number[]) =>
  minutes.map((ago) => new Date(Date.parse(at) - ago * 60_000).toISOString());

describe('Hourly caps of mails that people cause (ID-7, I3)', () => {
  it('allow as many as the cap within an hour, and not one more', () => {
    expect(retryAfterHourlyCap(minutesAgo(50, 40), 3, at)).toBeUndefined();
    expect(retryAfterHourlyCap(minutesAgo(50, 40, 30), 3, at)).toBe('2026-11-24T07:10:00.000Z');
    expect(retryAfterHourlyCap([], 1, at)).toBeUndefined();
  });
  it('count the last hour alone', () => {
    expect(retryAfterHourlyCap(minutesAgo(60, 40, 30), 3, at)).toBeUndefined();
    expect(retryAfterHourlyCap(minutesAgo(59.999, 40, 30), 3, at)).toBe('2026-11-24T07:00:00.060Z');
  });
});

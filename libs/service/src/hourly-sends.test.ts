import { describe, expect, it } from '@jest/globals';
import { retryAfterHourlyCap, retryAfterPause } from './hourly-sends.ts';

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

describe('A pause between two mails (ID-7)', () => {
  it('is over after its time, counted from the last one', () => {
    expect(retryAfterPause([...minutesAgo(5), at], 60_000, at)).toBe('2026-11-24T07:01:00.000Z');
    expect(retryAfterPause(minutesAgo(5, 1), 60_000, at)).toBeUndefined();
    expect(retryAfterPause([], 60_000, at)).toBeUndefined();
  });
  it('is for nobody where there is none, also where the last one was counted by a later clock (I7)', () => {
    expect(retryAfterPause(['2026-11-24T07:00:00.005Z'], 0, at)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { secondsAfter } from './instants.ts';
import { retryAfterCap } from './send-caps.ts';

const at = '2026-11-24T07:00:00.000Z';
const minutesAgo = (...minutes: number[]) => minutes.map((ago) => secondsAfter(at, -ago * 60));

describe('Hourly caps of codes (ID-7)', () => {
  it('allow as many as the cap within an hour, and not one more', () => {
    expect(retryAfterCap(minutesAgo(50, 40), 3, at)).toBeUndefined();
    expect(retryAfterCap(minutesAgo(50, 40, 30), 3, at)).toBe(secondsAfter(at, 600));
  });
  it('count the last hour alone', () => {
    expect(retryAfterCap(minutesAgo(60, 40, 30), 3, at)).toBeUndefined();
    expect(retryAfterCap(minutesAgo(59.999, 40, 30), 3, at)).toBe(secondsAfter(at, 0.06));
  });
});

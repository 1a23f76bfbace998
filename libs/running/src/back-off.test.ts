import { describe, expect, it } from '@jest/globals';
import { waitAfter } from './back-off.ts';

const backOff = { firstMs: 250, atMostMs: 3_000 };
const waits = (random: () => number) =>
  [0, 1, 2, 3, 4, 5, 1_000].map((failures) => waitAfter(failures, backOff, random));

describe('Back-off (CAN-9)', () => {
  it('doubles with each failure in a row, up to its cap', () => {
    expect(waits(() => 1)).toEqual([250, 250, 500, 1_000, 2_000, 3_000, 3_000]);
  });

  it('has jitter: by chance as little as half of that, so that who failed together comes back apart (D1)', () => {
    expect(waits(() => 0)).toEqual([125, 125, 250, 500, 1_000, 1_500, 1_500]);
    expect(waits(() => 0.5)).toEqual([188, 188, 375, 750, 1_500, 2_250, 2_250]);
    expect(new Set(Array.from({ length: 50 }, () => waitAfter(5, backOff))).size).toBeGreaterThan(10);
  });
});

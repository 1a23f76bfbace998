import { describe, expect, it } from '@jest/globals';
import { waitAfter } from './back-off.ts';

describe('Back-off (CAN-9)', () => {
  it('doubles with each failure in a row, up to its cap', () => {
    const waits = [1, 2, 3, 4, 5, 1_000].map((failures) => waitAfter(failures, { firstMs: 250, atMostMs: 3_000 }));
    expect(waits).toEqual([250, 500, 1_000, 2_000, 3_000, 3_000]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { seeded } from './seeded.ts';

const letters = [...'abcdefghij'];

describe('What is drawn from a seed', () => {
  it('comes again from the same seed, and differs from that of another', () => {
    const drawn = (seed: number) => {
      const { below, oneOf, some } = seeded(seed);
      return [below(1_000_000), oneOf(letters), some(letters, 10).join('')];
    };
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it('reaches everything, within its bounds', () => {
    const { below } = seeded(1);
    const drawn = Array.from({ length: 1_000 }, () => below(10));
    expect(new Set(drawn)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });

  it('has each of several once', () => {
    const { some } = seeded(2);
    expect(some(letters, 10).toSorted()).toEqual(letters);
    expect(some(letters, 20)).toHaveLength(10);
    expect(new Set(some(letters, 4)).size).toBe(4);
  });

  it('is nothing where there is nothing', () => {
    expect(() => seeded(3).oneOf([])).toThrow(RangeError);
    expect(seeded(3).some([], 2)).toEqual([]);
  });
});

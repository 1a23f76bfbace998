import { randomInt } from 'node:crypto';

/** Chance that comes again: whatever was drawn is drawn again from the same seed. */
export type Seeded = Readonly<{
  seed: number;
  /** From 0 to one less than `bound`. */
  below: (bound: number) => number;
  oneOf: <Item>(items: readonly Item[]) => Item;
  /** As many of them, each once, in any order. */
  some: <Item>(items: readonly Item[], count: number) => readonly Item[];
}>;

/** Mulberry32: 32 bits of state are plenty for choosing faults. */
const numbersFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const seeded = (seed: number): Seeded => {
  const next = numbersFrom(seed);
  const below = (bound: number): number => Math.floor(next() * bound);
  const oneOf = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new RangeError('There is nothing to choose from.');
    return items[below(items.length)] as Item;
  };
  const some = <Item>(items: readonly Item[], count: number): readonly Item[] => {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
  };
  return { seed, below, oneOf, some };
};

/** Of this run: what `LETHE_TEST_SEED` says, to see a failure again, or a new one. Name it in a title. */
export const seedOfThisRun = (): number => Number(process.env['LETHE_TEST_SEED'] ?? randomInt(2 ** 31));

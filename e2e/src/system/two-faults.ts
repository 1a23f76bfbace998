import { setTimeout as pause } from 'node:timers/promises';
import type { Seeded } from '@lethe/testing';
import type { Fault } from './faults.ts';
import type { System } from './system.ts';
import type { Around } from './whole-cancellation.ts';

export type Pair = readonly [Fault, Fault];

export const nameOf = ([one, other]: Pair): string => `${one.name}, and ${other.name}`;

/** Every two that are not of one thing. */
export const pairsOf = (faults: readonly Fault[]): readonly Pair[] =>
  faults.flatMap((one, index) =>
    faults
      .slice(index + 1)
      .filter((other) => other.of !== one.of)
      .map((other): Pair => [one, other]),
  );

/** Something goes wrong, soon after something else, too; both last for seconds, and end in either order. */
const disturb = async (system: System, pair: Pair, chance: Seeded): Promise<void> => {
  const [first, second] = chance.some(pair, 2) as unknown as Pair;
  const [mendedFirst, mendedLast] = chance.some(pair, 2) as unknown as Pair;
  await pause(chance.below(400));
  await first.begin(system);
  await pause(chance.below(1_000));
  await second.begin(system);
  await pause(1_000 + chance.below(4_000));
  await mendedFirst.end(system);
  await pause(chance.below(1_000));
  await mendedLast.end(system);
};

/** Both faults come while somebody confirms, or while what they confirmed is carried out. */
export const amidst =
  (system: System, pair: Pair, chance: Seeded): Around =>
  async (confirming) => {
    const disturbing = disturb(system, pair, chance);
    try {
      return await confirming();
    } finally {
      await disturbing;
    }
  };

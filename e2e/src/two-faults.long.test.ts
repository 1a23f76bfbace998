import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seeded, seedOfThisRun } from '@lethe/testing';
import { mayMount } from '../../libs/event-store-postgres/src/testing/small-disk.ts';
import type { Person } from './story/person.ts';
import type { End } from './system/end-of-account.ts';
import { faultsOfServers, faultsOfServices, fullDisk } from './system/faults.ts';
import { diskNames } from './system/small-disks.ts';
import { System } from './system/system.ts';
import { amidst, nameOf, pairsOf } from './system/two-faults.ts';
import { firstOfStaff, wholeCancellation } from './system/whole-cancellation.ts';

const chance = seeded(seedOfThisRun());
const omitted = mayMount ? '' : ' [FULL DISKS SKIPPED where nothing may be mounted]';
const faultsOfDisks = mayMount ? diskNames.map(fullDisk) : [];
const pairs = [
  // Of a server or disk, which all feel, more than the many of single services would leave room for.
  ...chance.some(pairsOf([...faultsOfServers, ...faultsOfDisks]), 8),
  ...chance.some(pairsOf([...faultsOfServices, ...faultsOfServers, ...faultsOfDisks]), 24),
];

let system: System;
let staff: Person;
let undisturbed: End;
beforeAll(async () => {
  system = await System.start({ overLines: true, onSmallDisks: mayMount });
  staff = await firstOfStaff(system);
  undisturbed = await wholeCancellation(system, staff);
}, 180_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

describe(`Two faults at once, of all there are (C2, LETHE_TEST_SEED=${chance.seed})${omitted}`, () => {
  it.each(pairs.map((pair) => [nameOf(pair), pair] as const))(
    '%s: the cancellation ends like one without',
    async (_, pair) => {
      expect(await wholeCancellation(system, staff, amidst(system, pair, chance))).toEqual(undisturbed);
    },
    180_000,
  );

  it('and every invariant stands', async () => {
    expect(await system.command('verify')).toContain('Nothing is wrong');
  }, 90_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seeded } from '@lethe/testing';
import { mayMount } from '../../libs/event-store-postgres/src/testing/small-disk.ts';
import type { Person } from './story/person.ts';
import type { End } from './system/end-of-account.ts';
import { frozen, fullDisk, killed, serverKilled, silentLine } from './system/faults.ts';
import { System } from './system/system.ts';
import { amidst, nameOf, type Pair } from './system/two-faults.ts';
import { firstOfStaff, wholeCancellation } from './system/whole-cancellation.ts';

const onFullDisks: readonly Pair[] = mayMount ? [[fullDisk('ledger'), serverKilled('nats')]] : [];
const pairs: readonly Pair[] = [
  [killed('cancellation'), silentLine('cancellation', 'nats')],
  [frozen('identity'), serverKilled('postgres')],
  ...onFullDisks,
];
/** Where in the cancellation they fall. */
const chance = seeded(20_261_129);

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

const omitted = mayMount ? '' : ' [FULL DISKS SKIPPED where nothing may be mounted]';

describe(`A cancellation in which two faults come together ends like one without (CAN-8, C2)${omitted}`, () => {
  it.each(pairs.map((pair) => [nameOf(pair), pair] as const))(
    '%s',
    async (_, pair) => {
      expect(await wholeCancellation(system, staff, amidst(system, pair, chance))).toEqual(undisturbed);
    },
    120_000,
  );

  it('and leaves every invariant standing', async () => {
    expect(undisturbed.state).toBe('completed');
    expect(await system.command('verify')).toContain('Nothing is wrong');
  }, 90_000);
});

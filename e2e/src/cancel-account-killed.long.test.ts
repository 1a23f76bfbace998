import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from './story/person.ts';
import { deathsTogether, nameOf } from './system/deaths.ts';
import type { End } from './system/end-of-account.ts';
import { System } from './system/system.ts';
import { amidstDeaths, firstOfStaff, wholeCancellation } from './system/whole-cancellation.ts';

let system: System;
let staff: Person;
let undisturbed: End;
beforeAll(async () => {
  system = await System.start();
  staff = await firstOfStaff(system);
  undisturbed = await wholeCancellation(system, staff);
}, 180_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

describe('A cancellation in which one service is killed once ends like one without (CAN-8, C1)', () => {
  it.each(deathsTogether.flat().map((death) => [nameOf([death]), death] as const))(
    '%s',
    async (_, death) => {
      const before = system.deaths.length;
      expect(await wholeCancellation(system, staff, amidstDeaths(system, [death]))).toEqual(undisturbed);
      expect(system.deaths.slice(before)).toEqual([death[0]]);
    },
    120_000,
  );
});

import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

describe('A cancellation in which services are killed ends like one without (CAN-8, C1)', () => {
  it('where nobody is killed', () => {
    expect(undisturbed.state).toBe('completed');
    expect(undisturbed.keys).toEqual([]);
    expect(undisturbed.certificate.fails).toEqual([]);
  });

  it.each(deathsTogether.map((deaths) => [nameOf(deaths), deaths] as const))(
    '%s',
    async (_, deaths) => {
      const before = system.deaths.length;
      expect(await wholeCancellation(system, staff, amidstDeaths(system, deaths))).toEqual(undisturbed);
      expect(system.deaths.slice(before).toSorted()).toEqual(deaths.map(([name]) => name).toSorted());
    },
    120_000,
  );

  it('and leaves every invariant standing', async () => {
    expect(await system.command('verify')).toContain('Nothing is wrong');
  });

  it('and has a ledger of it: an older copy, and what the log does not know of, are found (K4, K5)', async () => {
    const ledger = join(system.directory, 'data', 'ledger.jsonl');
    const right = readFileSync(ledger, 'utf8');
    const lines = right.split('\n').filter((line) => line.includes('cancellation-'));
    expect(lines.filter((line) => line.includes('cancellation-final')).length).toBeGreaterThan(deathsTogether.length);
    const unknown = (lines[0] ?? '').replace(/"cancellationId":"[^"]+"/, `"cancellationId":"${randomUUID()}"`);
    appendFileSync(ledger, `\n${unknown}\n`);
    await expect(system.command('verify')).rejects.toMatchObject({
      stdout: expect.stringMatching(
        /^cancellation: what the ledger says is final .* is in the log\n {2}cancellation-final/,
      ),
      stderr: expect.stringContaining('1 of '),
    });
    writeFileSync(ledger, right.slice(0, right.lastIndexOf('\n', right.length - 2)));
    await expect(system.command('verify')).rejects.toMatchObject({
      stdout: expect.stringContaining('was cut off, or is an older copy'),
    });
    writeFileSync(ledger, right);
    expect(await system.command('verify')).toContain('Nothing is wrong');
  }, 60_000);
});

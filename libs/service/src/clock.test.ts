import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { clockOf } from './clock.ts';

const file = join(mkdtempSync(join(tmpdir(), 'lethe-clock-')), 'clock');
const clock = () => clockOf({ LETHE_CLOCK_FILE: file, LETHE_MODE: 'test' });

describe('The clock', () => {
  it('is the machine’s where nothing is set', () => {
    expect(Math.abs(Date.parse(clockOf({})()) - Date.now())).toBeLessThan(5_000);
  });

  it('goes ahead by what the file says, as it stands at each look', () => {
    const now = clock();
    writeFileSync(file, '+1d2h3m4s');
    const ahead = Date.parse(now()) - Date.now();
    expect(Math.round(ahead / 1_000)).toBe(93_784);
    writeFileSync(file, '+0s');
    expect(Math.abs(Date.parse(now()) - Date.now())).toBeLessThan(5_000);
  });

  it('stands still at an instant', () => {
    writeFileSync(file, '2026-11-24T09:00:00Z\n');
    expect(clock()()).toBe('2026-11-24T09:00:00.000Z');
  });

  it.each(['development', 'production'] as const)('cannot be bent in %s', (LETHE_MODE) => {
    expect(() => clockOf({ LETHE_CLOCK_FILE: file, LETHE_MODE })).toThrow('for tests only');
  });
});

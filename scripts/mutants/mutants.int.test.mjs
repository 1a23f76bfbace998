import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { coverage } from './covering.mjs';
import { passesWith } from './try-mutant.mjs';

const root = join(import.meta.dirname, '../..');

describe('What covers a source file (L11)', () => {
  const covering = coverage(root);

  it('is the tests of its package that import it, directly or not, the nearest first', () => {
    const { unit } = covering('libs/journal/src/codec.ts');
    expect(unit.flat()).toContain('libs/journal/src/sealed-journal.test.ts');
    expect(unit.flat().filter((file) => !file.startsWith('libs/journal/'))).toEqual([]);
    const decider = covering('services/identity/src/staff/roster.decider.ts').unit;
    expect(decider[0]).toEqual(['services/identity/src/staff/roster.decider.test.ts']);
    expect(covering('libs/journal/src/ids.ts').unit[0]).toEqual(['libs/journal/src/handling.test.ts']);
  });

  it('is tests that need servers where those are nearer', () => {
    const { unit, int } = covering('libs/sealing/src/file-ledger.ts');
    expect([unit, int[0]]).toEqual([[], expect.arrayContaining(['libs/sealing/src/file-ledger.int.test.ts'])]);
  });

  it('is nothing where no test imports it', () => {
    expect(covering('libs/no/such.ts')).toEqual({ unit: [], int: [] });
  });
});

describe('A mutant (L11)', () => {
  const file = 'libs/deciding/src/decider.ts';
  const tests = ['libs/deciding/src/decider.test.ts'];
  const text = readFileSync(join(root, file), 'utf8');

  it('survives where nothing changed, is killed where a test notices, and no source is touched', async () => {
    expect(await passesWith({ file, tests, text })).toBe(true);
    expect(await passesWith({ file, tests, text: 'export {};' })).toBe(false);
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  }, 120_000);
});

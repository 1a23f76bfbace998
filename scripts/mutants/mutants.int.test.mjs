import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { coverage } from './covering.mjs';
import { passesWith } from './try-mutant.mjs';

const root = join(import.meta.dirname, '../..');

describe('What covers a source file (L11)', () => {
  const covering = coverage(root);

  it('is the tests of its package that import it, directly or not', () => {
    const unit = covering.unit('libs/journal/src/codec.ts');
    expect(unit).toContain('libs/journal/src/sealed-journal.test.ts');
    expect(unit.filter((file) => !file.startsWith('libs/journal/'))).toEqual([]);
    expect(covering.int('libs/sealing/src/file-ledger.ts')).toContain('libs/sealing/src/file-ledger.int.test.ts');
  });

  it('is nothing where no test imports it', () => {
    expect(covering.unit('libs/no/such.ts')).toEqual([]);
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

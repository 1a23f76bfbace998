import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { coverage } from './covering.mjs';
import { dependentsOf } from './dependents.mjs';
import { tryMutants } from './try-mutants.mjs';

const root = join(import.meta.dirname, '../..');

describe('What covers a source file (L11)', () => {
  const covering = coverage(root);
  const filesOf = (source, suite) =>
    covering(source)
      .filter((test) => test.suite === suite)
      .map(({ file }) => file);

  it('is the tests of its package that import it, directly or not, the nearest first', () => {
    const unit = filesOf('libs/journal/src/codec.ts', 'unit');
    expect(unit[0]).toBe('libs/journal/src/codec.test.ts');
    expect(unit).toContain('libs/journal/src/sealed-journal.test.ts');
    expect(unit.filter((file) => !file.startsWith('libs/journal/'))).toEqual([]);
  });

  it('is not a test that runs it by the way', () => {
    expect(covering('services/identity/src/staff/roster.decider.ts').map(({ file }) => file)).toEqual([
      'services/identity/src/staff/roster.decider.test.ts',
    ]);
  });

  it('is tests that need servers, beside the others or where they alone run it', () => {
    const covered = (name) => covering(`libs/running/src/${name}.ts`).map(({ file }) => file);
    expect(covered('set-aside')).toEqual(['libs/running/src/set-aside.int.test.ts']);
    expect(covered('lease')).toContain('libs/running/src/lease.int.test.ts');
  });

  it('is not a test that imports an index for something else, or only its types', () => {
    expect(filesOf('libs/running/src/set-aside.ts', 'unit')).toEqual([]);
    expect(covering('libs/journal/src/journal.ts')).toEqual([]);
  });

  it('is with all that it runs', () => {
    const [{ files }] = covering('libs/journal/src/codec.ts');
    expect(files).toEqual(expect.arrayContaining(['libs/journal/src/codec.test.ts', 'libs/journal/src/codec.ts']));
    expect(files).toContain('libs/sealing/src/aead.ts');
  });

  it('is nothing where no test imports it', () => {
    expect(covering('libs/no/such.ts')).toEqual([]);
  });
});

describe('What is loaded anew for a mutant (L11)', () => {
  it('is its package and all that depend on it, directly or not', () => {
    expect(dependentsOf(root, 'services/mfa/src/main.ts')).toEqual(['services/mfa/']);
    const folders = dependentsOf(root, 'libs/sealing/src/aead.ts');
    expect(folders).toEqual(expect.arrayContaining(['libs/sealing/', 'libs/journal/', 'services/mfa/']));
    expect(folders).not.toContain('libs/contracts/');
  });
});

describe('A mutant in a process of Jest (L11)', () => {
  const file = 'libs/deciding/src/decider.ts';
  const text = readFileSync(join(root, file), 'utf8');
  const said = async (...texts) => {
    const heard = new Map();
    const mutants = texts.map((each, n) => ({ key: String(n), file, text: each }));
    const told = ({ key, why }) => heard.set(key, why);
    await tryMutants({
      test: { file: 'libs/deciding/src/decider.test.ts', suite: 'unit', needsNest: false },
      mutants,
      told,
    });
    return mutants.map(({ key }) => heard.get(key));
  };

  it('survives where nothing changed, is killed where a test notices, and no source is touched', async () => {
    const wrong = text.replace(/events\.reduce\(evolve, .*\);/, 'initial;');
    expect(wrong).not.toBe(text);
    const broken = `${text}throw new Error('It does not even load.');`;
    const [first, second, third, fourth] = await said(text, wrong, broken, text);
    expect([first, fourth]).toEqual([undefined, undefined]);
    expect(second).toContain('Expected: "xy"');
    expect(third).toContain('It does not even load.');
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  }, 120_000);
});

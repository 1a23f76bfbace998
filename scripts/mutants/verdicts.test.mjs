import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verdicts } from './verdicts.mjs';

const mutant = { file: 'a.ts', text: 'a mutant' };
const test = { file: 'a.test.ts', files: ['a.test.ts', 'a.ts', 'b.ts'] };

describe('What a test said of a mutant (L11)', () => {
  let root;
  const memory = () => verdicts(root, join(root, 'kept/mutants.jsonl'));
  const write = (file, text) => writeFileSync(join(root, file), text);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lethe-verdicts-'));
    for (const file of test.files) write(file, file);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is known to the next run', () => {
    const first = memory();
    first.set(first.keyOf(mutant, test), { why: 'a failure' });
    const next = memory();
    expect(next.get(next.keyOf(mutant, test))).toEqual({ why: 'a failure' });
    expect(next.get(next.keyOf({ ...mutant, text: 'another' }, test))).toBeUndefined();
  });

  it.each(test.files)('is forgotten where %s has changed: the test, the source, or what they import', (file) => {
    const before = memory().keyOf(mutant, test);
    write(file, 'changed');
    expect(memory().keyOf(mutant, test)).not.toBe(before);
  });
});

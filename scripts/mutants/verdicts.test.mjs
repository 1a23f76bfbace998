import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verdicts } from './verdicts.mjs';

const mutant = { file: 'a.ts', text: 'a mutant' };
const test = { file: 'a.test.ts' };
const [survived, killed, byTime] = [{}, { why: 'a failure' }, { why: 'too slow', byTime: true }];

describe('What a test said of a mutant (L11)', () => {
  let root;
  const file = () => join(root, 'verdicts.txt');
  const memory = (how) => verdicts(root, file(), how);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lethe-verdicts-'));
    writeFileSync(join(root, test.file), 'a test');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is known to the next run, unless that asks afresh', () => {
    const first = memory();
    const keys = ['one', 'two', 'three'].map((text) => first.keyOf({ ...mutant, text }, test));
    [survived, killed, byTime].forEach((verdict, place) => first.set(keys[place], verdict));
    expect(keys.map((key) => memory().get(key))).toEqual([
      { killed: false, byTime: false },
      { killed: true, byTime: false },
      { killed: true, byTime: true },
    ]);
    expect(memory().get(memory().keyOf(mutant, test))).toBeUndefined();
    expect(memory({ afresh: true }).get(keys[0])).toBeUndefined();
  });

  it('is forgotten where the source or the test has changed', () => {
    const before = memory().keyOf(mutant, test);
    expect(memory().keyOf({ ...mutant, text: 'of a changed source' }, test)).not.toBe(before);
    writeFileSync(join(root, test.file), 'changed');
    expect(memory().keyOf(mutant, test)).not.toBe(before);
  });

  it('is kept in order; what nobody asked for goes once all were asked for', () => {
    const first = memory();
    for (const key of ['c', 'a', 'b']) first.set(key, killed);
    first.settle({ all: false });
    expect(readFileSync(file(), 'utf8')).toBe('a +\nb +\nc +\n');
    const next = memory();
    next.get('b');
    next.settle({ all: true });
    expect(readFileSync(file(), 'utf8')).toBe('b +\n');
  });
});

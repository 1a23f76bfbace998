import { describe, expect, it } from '@jest/globals';
import { trySource } from './try-source.mjs';

const tests = [
  { file: 'near.test.ts', suite: 'unit' },
  { file: 'far.int.test.ts', suite: 'int' },
];
const mutants = ['x', 'y'].map((text) => ({ file: 'a.ts', text }));

const memory = () => {
  const known = new Map();
  return {
    keyOf: ({ text }, { file }) => `${file} ${text}`,
    get: (key) => known.get(key),
    set: (key, verdict) => known.set(key, verdict),
  };
};

/** @param killing which mutants each test kills; a test that is not named tells nothing */
const outcomesOf = async (killing, { withInt = true, verdicts = memory(), its = tests } = {}) => {
  const asked = [];
  const run = async ({ test: { file: test }, mutants: these, told }) => {
    asked.push(`${test}: ${these.map(({ text }) => text).join('')}`);
    for (const { key, text } of these)
      if (test in killing) told({ key, why: killing[test].includes(text) ? 'a failure' : undefined, byTime: false });
  };
  const tried = await trySource({ file: 'a.ts', mutants, tests: its, withInt, verdicts, run });
  return { asked, outcomes: tried.map(({ outcome }) => outcome) };
};

describe('The mutants of a source file (L11)', () => {
  it('go from test to test until one notices', async () => {
    const { asked, outcomes } = await outcomesOf({ 'near.test.ts': 'x', 'far.int.test.ts': '' });
    expect(asked).toEqual(['near.test.ts: xy', 'far.int.test.ts: y']);
    expect(outcomes).toEqual(['killed', 'survived']);
  });

  it('have not survived while tests that need servers were not run', async () => {
    const { outcomes } = await outcomesOf({ 'near.test.ts': 'x' }, { withInt: false });
    expect(outcomes).toEqual(['killed', 'needs --int']);
  });

  it('are not tried where the time was up', async () => {
    expect((await outcomesOf({ 'near.test.ts': 'x' })).outcomes).toEqual(['killed', 'not tried']);
  });

  it('have survived where no test is near', async () => {
    expect((await outcomesOf({}, { its: [] })).outcomes).toEqual(['survived', 'survived']);
  });

  it('are tried once: what was told is remembered', async () => {
    const verdicts = memory();
    await outcomesOf({ 'near.test.ts': 'x' }, { verdicts });
    const { asked, outcomes } = await outcomesOf({ 'far.int.test.ts': 'y' }, { verdicts });
    expect([asked, outcomes]).toEqual([['far.int.test.ts: y'], ['killed', 'killed']]);
  });
});

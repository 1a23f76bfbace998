import { describe, expect, it } from '@jest/globals';
import { tryAll } from './try-all.mjs';

const tests = [
  { file: 'near.test.ts', suite: 'unit' },
  { file: 'far.int.test.ts', suite: 'int' },
];
const mutants = ['x', 'y'].map((text) => ({ file: `${text}.ts`, text }));

const memory = () => {
  const known = new Map();
  return {
    keyOf: ({ text }, { file }) => `${file} ${text}`,
    get: (key) => known.get(key),
    set: (key, { why, byTime }) => known.set(key, { killed: why !== undefined, byTime }),
  };
};

/** @param killing which mutants each test kills; a test that is not named tells nothing */
const outcomesOf = async (killing, { withInt = true, verdicts = memory(), its = tests } = {}) => {
  const [asked, faults] = [[], []];
  const run = async ({ test: { file: test }, mutants: these, told }) => {
    asked.push(`${test}: ${these.map(({ text }) => text).join('')}`);
    if (!(test in killing)) throw new Error(`${test} fails as it is`);
    for (const { key, text } of these)
      told({ key, why: killing[test].includes(text) ? 'a failure' : undefined, byTime: false });
  };
  const how = { withInt, verdicts, run, isOver: () => false, faulty: (why) => faults.push(why) };
  const tried = await tryAll({ mutants, testsOf: () => its, ...how });
  return { asked, faults, outcomes: tried.map(({ outcome }) => outcome) };
};

describe('Mutants (L11)', () => {
  it('go from test to test until one notices; those of several files share a test', async () => {
    const { asked, outcomes } = await outcomesOf({ 'near.test.ts': 'x', 'far.int.test.ts': '' });
    expect(asked).toEqual(['near.test.ts: xy', 'far.int.test.ts: y']);
    expect(outcomes).toEqual(['killed', 'survived']);
  });

  it('have not survived while tests that need servers were not run', async () => {
    const { outcomes } = await outcomesOf({ 'near.test.ts': 'x' }, { withInt: false });
    expect(outcomes).toEqual(['killed', 'needs --int']);
  });

  it('are not tried where the time is up', async () => {
    const how = { withInt: true, verdicts: memory(), isOver: () => true };
    expect(await tryAll({ mutants, testsOf: () => tests, ...how })).toMatchObject([
      { text: 'x', outcome: 'not tried' },
      { text: 'y', outcome: 'not tried' },
    ]);
  });

  it('are not tried with a test that fails as it is', async () => {
    const { outcomes, faults } = await outcomesOf({ 'near.test.ts': 'x' });
    expect([outcomes, faults]).toEqual([['killed', 'not tried'], ['far.int.test.ts fails as it is']]);
  });

  it('have survived where no test is near', async () => {
    expect((await outcomesOf({}, { its: [] })).outcomes).toEqual(['survived', 'survived']);
  });

  it('are tried once: what was told is remembered', async () => {
    const verdicts = memory();
    await outcomesOf({ 'near.test.ts': 'x' }, { verdicts, withInt: false });
    const { asked, outcomes } = await outcomesOf({ 'far.int.test.ts': 'y' }, { verdicts });
    expect([asked, outcomes]).toEqual([['far.int.test.ts: y'], ['killed', 'killed']]);
  });
});

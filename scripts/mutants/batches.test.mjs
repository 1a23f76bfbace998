import { describe, expect, it } from '@jest/globals';
import { inBatches } from './batches.mjs';

const mutants = (count) => Array.from({ length: count }, (_, n) => ({ key: `m${n}` }));

/** @param faults by call, counted from 0: why that run fails; where it is not said, it passes */
const told = async ({ count, fails }) => {
  const runs = [];
  const said = [];
  await inBatches({
    mutants: mutants(count),
    run: async (mutant) => {
      runs.push(mutant?.key ?? 'as it is');
      return fails(mutant?.key, runs.length) ? 'a failure' : undefined;
    },
    tell: (message) => said.push(message),
  });
  return { runs, said: said.filter(({ key }) => key !== undefined), asItIs: said[0].asItIs };
};

describe('A test run with many mutants in one process (L11)', () => {
  it('is run as it is first, and not at all with mutants where it fails', async () => {
    const { runs, said, asItIs } = await told({ count: 2, fails: () => true });
    expect([runs, said, asItIs.fault]).toEqual([['as it is'], [], 'a failure']);
  });

  it('counts as killed what failed between two runs that passed', async () => {
    const { runs, said } = await told({ count: 3, fails: (key) => key === 'm0' || key === 'm2' });
    expect(runs).toEqual(['as it is', 'm0', 'm1', 'm2', 'as it is']);
    expect(said).toEqual([{ key: 'm0', why: 'a failure' }, { key: 'm1' }, { key: 'm2', why: 'a failure' }]);
  });

  it('tells of the first alone where the test fails as it is by then: the others may have failed for that', async () => {
    const { said } = await told({ count: 3, fails: (_, run) => run > 1 });
    expect(said).toEqual([{ key: 'm0', why: 'a failure' }]);
  });

  it('looks after eight at the latest', async () => {
    const { runs, said } = await told({ count: 12, fails: (_, run) => run > 1 });
    expect([runs.length, said.length]).toEqual([10, 1]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { tallyOf } from './tally.mjs';

const mutant = (was, outcome, file = 'libs/a/src/a.ts') => ({
  file,
  line: 3,
  code: `if (${was})`,
  was,
  became: 'true',
  outcome,
});
const killed = (count) => Array.from({ length: count }, (_, n) => mutant(`k${n}`, 'killed'));
const listed = ({ file, code, was, became }) => ({ file, code, was, became, reason: 'equivalent' });
const survivor = mutant('s', 'survived');

describe('The tally of mutants (L11)', () => {
  it('is good where nine of ten are killed and each survivor is listed', () => {
    const { lines, good, finished } = tallyOf([...killed(9), survivor], [listed(survivor)]);
    expect([good, finished]).toEqual([true, true]);
    expect(lines).toEqual([
      'libs/a: 9 of 10 killed: 90 %, 1 survived',
      'In all 10 mutants: 9 of 10 killed: 90 %, 1 survived; 0 survivors not listed.',
    ]);
  });

  it('is not with fewer, though all are listed', () => {
    const survivors = [survivor, mutant('t', 'survived')];
    expect(tallyOf([...killed(17), ...survivors], survivors.map(listed)).good).toBe(false);
  });

  it('is not with a survivor that is not listed, and says where it is', () => {
    const { lines, good } = tallyOf([...killed(99), survivor], []);
    expect(good).toBe(false);
    expect(lines).toContain('survived, and is not listed: libs/a/src/a.ts:3  s → true   in: if (s)');
  });

  it('is not with a listed one that is killed by now', () => {
    const [one] = killed(1);
    expect(tallyOf([one], [listed(one)]).good).toBe(false);
  });

  it('counts apart what was killed by time, and what was not tried', () => {
    const slow = mutant('slow', 'killed by time', 'libs/b/src/b.ts');
    const { lines, finished } = tallyOf([slow, mutant('l', 'not tried'), mutant('i', 'needs --int')], []);
    expect(finished).toBe(false);
    expect(lines).toEqual([
      'libs/b: 1 of 1 killed: 100 %, 1 of them by time, 0 survived',
      'libs/a: 0 of 0 killed: 100 %, 0 survived, 1 need --int, 1 not tried',
      'In all 3 mutants: 1 of 1 killed: 100 %, 1 of them by time, 0 survived, 1 need --int, 1 not tried; 0 survivors not listed.',
    ]);
  });

  it('is finished where only those are left that need servers: whoever wants them says --int', () => {
    expect(tallyOf([...killed(1), mutant('i', 'needs --int')], []).finished).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import { tallyOf } from './tally.mjs';

const mutant = (was, survived) => ({ file: 'libs/a.ts', line: 3, code: `if (${was})`, was, became: 'true', survived });
const killed = (count) => Array.from({ length: count }, (_, n) => mutant(`k${n}`, false));
const listed = ({ file, code, was, became }) => ({ file, code, was, became, reason: 'equivalent' });

describe('The tally of mutants (L11)', () => {
  it('is good where nine of ten are killed and each survivor is listed', () => {
    const survivor = mutant('s', true);
    const { lines, good } = tallyOf([...killed(9), survivor], [listed(survivor)]);
    expect(good).toBe(true);
    expect(lines).toContain('9 of 10 mutants killed: 90 %; 1 survived, 0 of them not listed.');
  });

  it('is not with fewer, though all are listed', () => {
    const survivors = [mutant('s', true), mutant('t', true)];
    expect(tallyOf([...killed(17), ...survivors], survivors.map(listed)).good).toBe(false);
  });

  it('is not with a survivor that is not listed, and says where it is', () => {
    const { lines, good } = tallyOf([...killed(99), mutant('s', true)], []);
    expect(good).toBe(false);
    expect(lines).toContain('survived, and is not listed: libs/a.ts:3  s → true   in: if (s)');
  });

  it('is not with a listed one that is killed by now', () => {
    const [one] = killed(1);
    expect(tallyOf([one], [listed(one)]).good).toBe(false);
  });
});

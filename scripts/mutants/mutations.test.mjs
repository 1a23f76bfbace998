import { describe, expect, it } from '@jest/globals';
import { mutantsOf } from './mutations.mjs';

const changed = (text) => mutantsOf(text).map(({ text: mutated }) => mutated);

describe('Mutants (L11)', () => {
  it.each([
    ['a === b;', 'a !== b;'],
    ['a <= b;', 'a < b;'],
    ['a && b;', 'a || b;'],
    ['a ?? b ?? c;', '((a ?? b) && (c));'],
    ['a - b;', 'a + b;'],
    ['f(!a);', 'f(a);'],
    ['f(true);', 'f(false);'],
    ['f(1_000);', 'f(1001);'],
    ['f([a]);', 'f([]);'],
    ['f(all.filter(even));', 'f(all);'],
    ['f(all.some(even));', 'f(all.every(even));'],
    ['if (a) b;', 'if (true) b;'],
    ['if (a) b;', 'if (false) b;'],
    ['f(a ? b : c);', 'f(false ? b : c);'],
    ['await f();', ';'],
    ["throw new Error('x');", ';'],
  ])('of %s are such as %s', (text, mutated) => {
    expect(changed(text)).toContain(mutated);
  });

  it.each([
    "import { a } from 'b';",
    'type A = 1 | true;',
    "const text = a as 'x' & 'y';",
    "const text = 'a' + b;",
    "failpoint('saga.before-asking');",
  ])('leave alone what does not run, and what is said: %s', (text) => {
    expect(changed(text)).toEqual([]);
  });

  it('say where they are, and what was there', () => {
    const [mutant] = mutantsOf('const a = 1;\nconst b = a\n  === 2;');
    expect(mutant).toMatchObject({ line: 1, code: 'const a = 1;', was: '1', became: '2' });
  });
});

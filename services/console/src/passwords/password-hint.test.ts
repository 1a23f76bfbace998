import { describe, expect, it } from '@jest/globals';
import { hintOf } from './password-hint.ts';

const lengths = { minimum: 15, maximum: 128 };
const ada = { email: 'ada.lovelace@example.org', username: 'Countess 爱达' };

describe('What is said of a password while it is typed (ID-4)', () => {
  it.each([
    ['', 'empty', 0],
    ['correct horse', 'too-short', 13],
    ['correct horse staple', 'long-enough', 20],
    ['👩🏽👩🏽👩🏽👩🏽👩🏽👩🏽👩🏽abc', 'too-short', 17],
    ['x'.repeat(129), 'too-long', 129],
    ['abababababababab', 'few', 16],
    ['my ADA.Lovelace password', 'own', 24],
    ['ｃｏｕｎｔｅｓｓ爱达 of all', 'own', 17],
  ])('%j is %s', (typed, kind, length) => {
    expect(hintOf(typed, kind === 'too-short' ? { ...lengths, minimum: 18 } : lengths, ada)).toEqual({ kind, length });
  });

  it('counts code points, as the server does', () => {
    expect(hintOf('👩‍🚀', lengths, ada).length).toBe(3);
  });
});

import { describe, expect, it } from '@jest/globals';
import { normalisedPassword, weaknessOf } from './password-policy.ts';

const person = { email: 'Ada.Lovelace@example.com', username: 'Countess of Lovelace' };
const weakness = (password: string, minimum = 15) => weaknessOf(password, { minimum, ...person });
const random = 'k9#Vq2!mZx7$Lw4&Tb8*Rn5^Hc3@Jd6%Fg1';
const ofLength = (length: number) => random.repeat(4).slice(0, length);

describe('A password (ID-4, F9)', () => {
  it('has at least 15 characters by default', () => {
    expect(weakness(ofLength(14))).toBe('too-short');
    expect(weakness(ofLength(15))).toBeUndefined();
  });
  it('has as many as the operator asks for', () => {
    expect(weakness(ofLength(7), 8)).toBe('too-short');
    expect(weakness(ofLength(8), 8)).toBeUndefined();
    expect(weakness(ofLength(63), 64)).toBe('too-short');
    expect(weakness(ofLength(64), 64)).toBeUndefined();
  });
  it('has at most 128 characters', () => {
    expect(weakness(ofLength(128))).toBeUndefined();
    expect(weakness(ofLength(129))).toBe('too-long');
  });
  it('is counted in code points', () => {
    const animals = '🦊🐙🦉🐝🐢🦀🐳🦜🐘🦔🐞🦎🐌🦩🐋';
    expect(weakness(animals)).toBeUndefined();
    expect(weakness([...animals].slice(0, 14).join(''))).toBe('too-short');
  });
  it.each([
    'passwordpassword',
    'qwerty123456789',
    'PasswordPassword',
    '12345678900987654321',
    'correct horse battery staple',
    'CorrectHorseBatteryStaple',
    'thisismypassword',
    'This is my password!',
    'password12345678',
    'iloveyou-sunshine',
    'qwertyuiopasdfghjkl',
    'welcomepassword',
  ])('is refused where it is on the list of breached ones, or two of that list: %s (I4)', (password) => {
    expect(weakness(password)).toBe('breached');
  });
  it.each([
    ['a repetition', 'aaaaaaaaaaaaaaaaaaaa'],
    ['a sequence', 'abcdefghijklmnopqrstuvwxyz'],
    ['the address', 'ada.lovelace@example.com'],
    ['the name in the address, with a tail', 'adalovelace12345'],
    ['the username', 'countess of lovelace'],
    ['the username twice (I4)', 'Countess of Lovelace Countess of Lovelace'],
    ['the username in one word, twice (I4)', 'countessoflovelacecountessoflovelace'],
    ['a part of the name, repeated (I4)', 'AdaAdaAdaAdaAda'],
    ['name and host of the address (I4)', 'Ada Lovelace, Example!'],
    ['the name of the product, repeated (I4)', 'lethe lethe lethe'],
    ['the name of the product with a listed one (I4)', 'my-lethe-password'],
    ['the name of the product and a year (I4)', 'Lethe, Lovelace 2026'],
  ])('is refused where it is guessable: %s', (_what, password) => {
    expect(weakness(password)).toBe('guessable');
  });
  it('needs no composition rules', () => {
    expect(weakness('lantern orchid gravel tuesday')).toBeUndefined();
    expect(weakness('лошадь батарея скоба верно')).toBeUndefined();
  });
  it('may have own words in it beside a secret that is enough by itself', () => {
    expect(weakness('lovelace lantern orchid gravel')).toBeUndefined();
    expect(weakness('lethe k9#Vq2!mZx7')).toBeUndefined();
  });
  it('is the same however its accents are typed', () => {
    expect(normalisedPassword('caf\u00e9')).toBe(normalisedPassword('cafe\u0301'));
  });
});

describe('What it costs to look at a password (P5)', () => {
  const quickestOf = (password: string): number =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const began = performance.now();
        weaknessOf(password, { minimum: 15, ...person });
        return performance.now() - began;
      }),
    );

  it('is much the same for one that is made to be costly as for a phrase of that length', () => {
    const phrase = quickestOf('an unlikely phrase of sixty-four letters that nobody made to cost');
    for (const costly of ['p4$$w0rd!@#$%^&*()1337h4x0r', '4@8({[<369&#!1/|0$57+2%'])
      expect(quickestOf(costly.repeat(3))).toBeLessThan(5 * phrase);
  });
});

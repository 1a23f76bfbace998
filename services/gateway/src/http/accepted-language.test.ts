import { describe, expect, it } from '@jest/globals';
import { acceptedLanguage } from './accepted-language.ts';

describe('The language of an answer (API-4)', () => {
  it.each([
    [undefined, 'en'],
    ['*', 'en'],
    ['zh', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['zh-Hant-TW', 'zh'],
    ['de, zh;q=0.3, en;q=0.2', 'zh'],
    ['en-GB, zh;q=0.9', 'en'],
    ['de', 'en'],
    ['zh;q=0', 'en'],
    ['\u0000;;,', 'en'],
  ])('is, where %s is asked for, %s', (accepted, language) => {
    expect(acceptedLanguage({ headers: accepted === undefined ? {} : { 'accept-language': accepted } })).toBe(language);
  });
});

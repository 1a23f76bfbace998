import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { code, factorCode, personName, username } from './account-fields.ts';

/** The codes by which the edge tells what is wrong; a code of the library's own counts as wrong. */
const problemsOf = (schema: z.ZodType, value: unknown): unknown[] => {
  const { success, error } = schema.safeParse(value);
  return success ? [] : error.issues.map((issue) => ('params' in issue ? issue.params?.['code'] : issue.code));
};

const good: readonly (readonly [string, string, string])[] = [
  ['trimmed', '  Ada\u3000', 'Ada'],
  ['composed', 'Jose\u0301', 'Jos\u00e9'],
  ['of any script', '\u6797\u5fae', '\u6797\u5fae'],
  [
    'joined as Persian is',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
  ],
  ['of one joined emoji', '\u{1f469}\u200d\u{1f680}', '\u{1f469}\u200d\u{1f680}'],
  ['of 64 characters outside the basic plane', '\u{1f600}'.repeat(64), '\u{1f600}'.repeat(64)],
];

const bad: readonly (readonly [string, string, string])[] = [
  ['empty', '', 'too-short'],
  ['of spaces alone', ' \u00a0\u3000', 'too-short'],
  ['of one zero-width space', '\u200b', 'nothing-visible'],
  ['of joiners and selectors', '\u200d\ufe0f\u2060', 'nothing-visible'],
  ['of a Hangul filler', '\u3164', 'nothing-visible'],
  ['of a blank of Braille', '\u2800', 'nothing-visible'],
  ['of a mark without a letter', '\u0301', 'nothing-visible'],
  ['of 65 characters', 'a'.repeat(65), 'too-long'],
  ['with a line break', 'Ada\nLovelace', 'character-not-allowed'],
  ['with a line separator', 'Ada\u2028Lovelace', 'character-not-allowed'],
  ['with an escape', 'Ada\u001b[31m', 'character-not-allowed'],
  ['with an override of the direction', 'Ada\u202egnp', 'character-not-allowed'],
  ['with a mark of the direction', 'Ada\u200f', 'character-not-allowed'],
  ['with a tag', 'Ada\u{e0041}', 'character-not-allowed'],
  ['with an unassigned character', 'Ada\u0378', 'character-not-allowed'],
  ['with half a surrogate pair', 'Ada\ud83d', 'character-not-allowed'],
];

describe('A name that people give (ID-3, I5)', () => {
  it.each(good)('is taken %s', (_how, typed, kept) => {
    expect(username.parse(typed)).toBe(kept);
  });

  it.each(bad)('is refused %s', (_how, typed, problem) => {
    expect(problemsOf(username, typed)).toEqual([problem]);
  });

  it('is refused one character above its bound, with the bounds', () => {
    expect(personName(100).parse('\u00e9'.repeat(100))).toHaveLength(100);
    const { error } = personName(100).safeParse('\u00e9'.repeat(101));
    expect(error?.issues[0]).toMatchObject({ params: { code: 'too-long', minimum: 1, maximum: 100 } });
  });

  it('shows its bounds in the document of the API (API-3)', () => {
    expect(z.toJSONSchema(username, { io: 'input' })).toMatchObject({ type: 'string', minLength: 1, maxLength: 64 });
  });
});

describe('A code as people type it (M6)', () => {
  it.each([
    '123456',
    '123 456',
    ' 123456\n',
    '123-456',
    '\uff11\uff12\uff13\uff14\uff15\uff16',
    '123\u2013456',
    '1\u00a023\u3000456',
  ])('is the same typed as %j', (typed) => {
    expect(code.parse(typed)).toBe('123456');
    expect(factorCode.parse(typed)).toBe('123456');
  });

  it.each(['12345', '1234567', '12345a', '', ' '])('is none where it is %j', (typed) => {
    expect(problemsOf(code, typed)).toEqual(['not-a-code']);
  });

  it('may be a recovery code where a second factor is proven', () => {
    expect(factorCode.parse('0123-4567-89ab-cdef')).toBe('0123456789abcdef');
    expect(problemsOf(factorCode, '12345')).toEqual(['not-a-code']);
    expect(problemsOf(factorCode, 'a'.repeat(33))).toEqual(['not-a-code']);
  });
});

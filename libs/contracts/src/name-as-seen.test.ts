import { describe, expect, it } from '@jest/globals';
import { nameAsSeen } from './name-as-seen.ts';

const alike: readonly (readonly [string, string, string])[] = [
  ['accents in two pieces', 'Cafe\u0301', 'Caf\u00e9'],
  ['accents held together by a joiner', 'Cafe\u034f\u0301', 'Caf\u00e9'],
  ['two spaces', 'Two  spaces', 'Two spaces'],
  ['a no-break space', 'No\u00a0break', 'No break'],
  ['a space of full width', '\u5de5\u4f5c\u3000\u5ba4', '\u5de5\u4f5c \u5ba4'],
  ['spaces around it', ' Ours\u2003', 'Ours'],
  ['a zero-width space', 'Ours\u200b', 'Ours'],
  ['a zero-width space between two spaces', 'Our \u200b name', 'Our name'],
  ['a soft hyphen', 'Work\u00adshop', 'Workshop'],
  ['a line break', 'First\r\nsecond', 'First second'],
  ['a control character', 'Ours\u0007', 'Ours'],
  ['a mark of direction', '\u202bOurs\u202c\u200f', 'Ours'],
  ['letters of full width', '\uff2f\uff55\uff52\uff53 \uff11', 'Ours 1'],
  ['a ligature', 'O\ufb03ce', 'Office'],
  ['Arabic in forms of presentation', '\ufefc\ufee1', '\u0644\u0627\u0645'],
  ['Arabic with a joiner', '\u0645\u06cc\u200c\u062e', '\u0645\u06cc\u062e'],
  ['emoji with a joiner', '\u{1f469}\u200d\u{1f680} crew', '\u{1f469}\u{1f680} crew'],
  ['emoji with a selector', '\u2764\ufe0f', '\u2764'],
  ['nothing to see', '\u200b\u3164\u2060', ''],
  ['a blank of Braille', '\u2800', ''],
];

describe('A name as it is seen (W4)', () => {
  it.each(alike)('is the same with %s', (_what, stored, typed) => {
    expect(nameAsSeen(stored)).toBe(nameAsSeen(typed));
    expect(nameAsSeen(typed)).toBe(typed);
  });

  it.each([
    ['in another case', 'ours', 'Ours'],
    ['without an accent', 'Cafe', 'Caf\u00e9'],
    ['in one word', 'Twospaces', 'Two spaces'],
    ['in another script', '\u041eurs', 'Ours'],
  ])('is another one %s', (_how, typed, name) => {
    expect(nameAsSeen(typed)).not.toBe(nameAsSeen(name));
  });
});

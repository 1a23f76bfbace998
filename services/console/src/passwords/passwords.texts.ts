import { defineTexts } from '../texts/define-texts.ts';
import type { Hint, Lengths } from './password-hint.ts';

type Told = Hint & Lengths;

export const passwordTexts = defineTexts({
  en: {
    enterPassword: 'Enter a password.',
    empty: ({ minimum, maximum }: Told) =>
      `${minimum} to ${maximum} characters, spaces too. A few words that have nothing to do with each other are easy to keep and hard to guess.`,
    'too-short': ({ length, minimum }: Told) => `${length} of at least ${minimum} characters.`,
    'too-long': ({ length, maximum }: Told) => `${length} characters; at most ${maximum} can be used.`,
    own: ({ length }: Told) =>
      `${length} characters, with your name or address in it: whoever guesses begins with those. Leave them out.`,
    few: ({ length }: Told) => `${length} characters, but only few different ones: easy to guess.`,
    'long-enough': ({ length }: Told) =>
      `${length} characters: long enough. Sending it compares it with passwords known from breaches.`,
  },
  zh: {
    enterPassword: '输入密码。',
    empty: ({ minimum, maximum }: Told) =>
      `${minimum} 到 ${maximum} 个字符，可以有空格。几个互不相关的词，好记又难猜。`,
    'too-short': ({ length, minimum }: Told) => `已输入 ${length} 个字符，至少需要 ${minimum} 个。`,
    'too-long': ({ length, maximum }: Told) => `已输入 ${length} 个字符，最多可用 ${maximum} 个。`,
    own: ({ length }: Told) => `${length} 个字符，其中含有您的用户名或邮箱：猜密码的人会先试这些。不要使用它们。`,
    few: ({ length }: Told) => `${length} 个字符，但不同的字符很少，容易被猜到。`,
    'long-enough': ({ length }: Told) => `${length} 个字符，长度足够。提交时会与已泄露的密码比对。`,
  },
});

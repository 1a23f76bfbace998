/** The languages of the console. The first is for whoever wants none of them. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' };

/** For `lang`, dates and numbers. */
export const localeOf: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** The first of a browser's languages that we have. */
export const wanted = (tags: readonly string[]): Language =>
  tags.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? languages[0];

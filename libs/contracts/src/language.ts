import * as z from 'zod';

/** API-4: the languages of texts, agreements and mails. The first is for whoever wants none of them. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
export const language = z.enum(languages);

/** An IANA time zone, by its own name or an older one. */
export const timeZone = z
  .string()
  .max(64)
  .refine((name) => isTimeZone(name), { error: 'must be an IANA time zone', params: { code: 'not-a-time-zone' } })
  .meta({ examples: ['Europe/Berlin'] });

const isTimeZone = (name: string): boolean => {
  try {
    return (
      new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(name)
    );
  } catch {
    return false;
  }
};

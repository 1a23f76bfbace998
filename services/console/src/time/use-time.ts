import { createContext, use, useMemo } from 'react';
import { localeOf, type Language } from '../texts/language.ts';
import { useLanguage } from '../texts/use-texts.tsx';

/** The account's own, once it has one; before, the browser's. */
export const TimeZoneContext = createContext<string | undefined>(undefined);

export const zoneOfBrowser = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A zone's name as people write it: "America/New York". */
export const shownZone = (zone: string): string => zone.replaceAll('_', ' ');

type Instant = string | number | Date;

export type Time = Readonly<{
  zone: string;
  /** "28 November 2026 at 14:32 CET": where the exact instant matters. */
  instant: (at: Instant) => string;
  /** "28 November 2026". */
  date: (at: Instant) => string;
  /** "14:32 CET" today, else the whole instant: until when one waits. */
  clock: (at: Instant, now?: Date) => string;
  /** "5 minutes ago", "in 3 days". */
  relative: (at: Instant, now?: Date) => string;
  number: (value: number) => string;
}>;

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Instants, dates and numbers as somebody of this language reads them, in their zone. */
export const timeFor = (language: Language, zone: string): Time => {
  const locale = language === 'en' ? 'en-GB' : localeOf[language];
  const formatted = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    return (at: Instant): string => format.format(new Date(at));
  };
  const instant = formatted({
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const date = formatted({ day: 'numeric', month: 'long', year: 'numeric' });
  const hours = formatted({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  const numbers = new Intl.NumberFormat(localeOf[language]);
  return {
    zone,
    instant,
    date,
    clock: (at, now = new Date()) => (date(at) === date(now) ? hours(at) : instant(at)),
    relative: (at, now = new Date()) => relativeIn(localeOf[language], new Date(at), now),
    number: (value) => numbers.format(value),
  };
};

const relativeIn = (locale: string, at: Date, now: Date): string => {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return unit === 'second' ? words.format(0, 'second') : words.format(Math.trunc(seconds / size), unit);
};

export const useTime = (): Time => {
  const { language } = useLanguage();
  const ofAccount = use(TimeZoneContext);
  return useMemo(() => timeFor(language, ofAccount ?? zoneOfBrowser()), [language, ofAccount]);
};

import { localeOf } from '../../texts/language.ts';
import { useLanguage } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';

type Instant = string | number;

/** Instants down to the millisecond, and lengths of time: what happens here takes less than a second, or days. */
export const useExactTime = () => {
  const { language } = useLanguage();
  const { zone } = useTime();
  const locale = language === 'en' ? 'en-GB' : localeOf[language];
  const written = (options: Intl.DateTimeFormatOptions) => (at: Instant) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(new Date(at));
  const day = written({ day: 'numeric', month: 'short' });
  const clock = written({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return {
    day,
    clock,
    /** "28 Nov 2026, 14:32:07.123 CET". */
    exact: written({
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      timeZoneName: 'short',
    }),
    /** The time where it is today, else the day. */
    short: (at: Instant, now: number) => (day(at) === day(now) ? clock(at) : day(at)),
    length: (ms: number) => lengthIn(locale, ms),
  };
};

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const lengthIn = (locale: string, ms: number): string => {
  const [unit, size] = units.find(([, each]) => ms >= each) ?? ['second', 1_000];
  const digits = unit === 'second' && ms < 10_000 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
    roundingMode: 'trunc',
  } as Intl.NumberFormatOptions).format(ms / size);
};

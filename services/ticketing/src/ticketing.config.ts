import { createHash } from 'node:crypto';
import { publicUrl } from '@lethe/service';
import * as z from 'zod';
import type { Calendar, IsoWeekday } from './calendar/calendar.ts';
import { publicHolidays } from './calendar/holidays.ts';

const listed = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const dates = listed.pipe(z.array(z.iso.date()));
const weekdays = listed.pipe(
  z.array(z.literal(['1', '2', '3', '4', '5', '6', '7']).transform((day) => Number(day) as IsoWeekday)),
);
const ianaZone = z.string().refine((name) => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}, 'is no IANA time zone');

const hourMs = 60 * 60_000;

/** The business calendar (TIC-3), and where links lead. Lists are separated by commas, dates are ISO 8601. */
export const ticketingSettings = z.object({
  ...publicUrl,
  LETHE_CALENDAR_ZONE: ianaZone.default('UTC'),
  /** ISO weekdays: 1 is Monday, 7 is Sunday. */
  LETHE_CALENDAR_WEEKEND: weekdays.default([6, 7]),
  /** ISO 3166-1, for public holidays; none without it. */
  LETHE_CALENDAR_COUNTRY: z.string().min(2).optional(),
  LETHE_CALENDAR_REGION: z.string().min(1).optional(),
  LETHE_CALENDAR_CLOSED: dates.default([]),
  LETHE_CALENDAR_WORKING: dates.default([]),
  /** Hours before the end of the last business day at which an orphaned ticket closes. */
  LETHE_CLOSURE_MARGIN_HOURS: z.coerce.number().min(0.25).max(20).default(4),
});
export type TicketingSettings = z.infer<typeof ticketingSettings>;

export const marginMsOf = ({ LETHE_CLOSURE_MARGIN_HOURS: hours }: TicketingSettings): number => hours * hourMs;

const made = new WeakMap<TicketingSettings, Calendar & { year: number }>();

/** Holidays are known from the year before `now` to ten years after it. The version tells every other calendar apart. */
export const calendarOf = (settings: TicketingSettings, now: string): Calendar => {
  const year = new Date(now).getUTCFullYear();
  const known = made.get(settings);
  if (known?.year === year) return known;
  const days = daysOf(settings, year);
  const version = createHash('sha256').update(JSON.stringify(days)).digest('hex').slice(0, 12);
  const calendar = { year, version, ...days };
  made.set(settings, calendar);
  return calendar;
};

const daysOf = (settings: TicketingSettings, year: number): Omit<Calendar, 'version'> => {
  const { LETHE_CALENDAR_COUNTRY: country, LETHE_CALENDAR_REGION: region, LETHE_CALENDAR_ZONE: timeZone } = settings;
  const place = country === undefined ? undefined : { country, ...(region === undefined ? {} : { region }) };
  return {
    timeZone,
    weekend: settings.LETHE_CALENDAR_WEEKEND,
    holidays:
      place === undefined ? [] : publicHolidays({ ...place, timeZone, firstYear: year - 1, lastYear: year + 10 }),
    extraClosed: settings.LETHE_CALENDAR_CLOSED,
    extraWorking: settings.LETHE_CALENDAR_WORKING,
  };
};

import { createHash } from 'node:crypto';
import { hourMs } from '@lethe/deciding';
import { publicUrl } from '@lethe/service';
import * as z from 'zod';
import type { Calendar, IsoWeekday } from './calendar/calendar.ts';
import { gazetteOf } from './calendar/gazettes.ts';
import { publicHolidays, timeZonesOf, unknownPlace, type Place } from './calendar/holidays.ts';

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

/** The business calendar (TIC-3), and where links lead. Lists are separated by commas, dates are ISO 8601. */
export const ticketingSettings = z.object({
  ...publicUrl,
  /** By default that of the country, where it has one only; UTC without a country. */
  LETHE_CALENDAR_ZONE: ianaZone.optional(),
  /** ISO weekdays: 1 is Monday, 7 is Sunday. */
  LETHE_CALENDAR_WEEKEND: weekdays.default([6, 7]),
  /** ISO 3166-1, for public holidays; none without it. */
  LETHE_CALENDAR_COUNTRY: z.string().min(2).optional(),
  LETHE_CALENDAR_REGION: z.string().min(1).optional(),
  LETHE_CALENDAR_CLOSED: dates.default([]),
  LETHE_CALENDAR_WORKING: dates.default([]),
  /** Until when the operator has compared the days with what the country published; else until when we have. */
  LETHE_CALENDAR_CHECKED: z.iso.date().optional(),
  /** Hours before the end of the last business day at which an orphaned ticket closes. */
  LETHE_CLOSURE_MARGIN_HOURS: z.coerce.number().min(0.25).max(20).default(4),
});
export type TicketingSettings = z.infer<typeof ticketingSettings>;

export const marginMsOf = ({ LETHE_CLOSURE_MARGIN_HOURS: hours }: TicketingSettings): number => hours * hourMs;

const placeOf = (settings: TicketingSettings): Place | undefined => {
  const { LETHE_CALENDAR_COUNTRY: country, LETHE_CALENDAR_REGION: region } = settings;
  return country === undefined ? undefined : { country, region };
};

/** Settings that each can be read and together cannot be meant: one sentence each, none where all is well. */
export const calendarProblems = (settings: TicketingSettings): readonly string[] => [
  ...placeProblems(settings, placeOf(settings)),
  ...settings.LETHE_CALENDAR_CLOSED.filter((date) => settings.LETHE_CALENDAR_WORKING.includes(date)).map(
    (date) => `LETHE_CALENDAR_CLOSED: ${date} is in LETHE_CALENDAR_WORKING, too`,
  ),
];

const placeProblems = (settings: TicketingSettings, place: Place | undefined): readonly string[] => {
  if (place === undefined)
    return [
      ...(settings.LETHE_CALENDAR_REGION === undefined ? [] : ['LETHE_CALENDAR_REGION: needs LETHE_CALENDAR_COUNTRY']),
      ...(settings.LETHE_CALENDAR_CHECKED === undefined
        ? []
        : ['LETHE_CALENDAR_CHECKED: needs LETHE_CALENDAR_COUNTRY']),
    ];
  const unknown = unknownPlace(place);
  if (unknown !== undefined) return [`LETHE_CALENDAR_COUNTRY, LETHE_CALENDAR_REGION: ${unknown}`];
  const zones = timeZonesOf(place);
  const { LETHE_CALENDAR_ZONE: zone } = settings;
  if (zone === undefined)
    return zones.length === 1 ? [] : [`LETHE_CALENDAR_ZONE: say which of ${zones.join(', ')}; there are several`];
  return zones.map(canonical).includes(canonical(zone))
    ? []
    : [`LETHE_CALENDAR_ZONE: ${zone} is no time zone of ${place.country}; say one of ${zones.join(', ')}`];
};

/** `Asia/Kolkata` and `Asia/Calcutta` are one. */
const canonical = (timeZone: string): string => Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

const made = new WeakMap<TicketingSettings, Calendar & { year: number }>();

/**
 * Holidays are known from the year before `now` to ten years after it. The version tells every other calendar apart.
 * @throws RangeError where the country or region is unknown.
 */
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
  const { LETHE_CALENDAR_CLOSED: extraClosed, LETHE_CALENDAR_WORKING: extraWorking } = settings;
  const { LETHE_CALENDAR_WEEKEND: weekend, LETHE_CALENDAR_ZONE: zone, LETHE_CALENDAR_CHECKED: checked } = settings;
  const place = placeOf(settings);
  if (place === undefined) return { timeZone: zone ?? 'UTC', weekend, holidays: [], extraClosed, extraWorking };
  const gazette = gazetteOf(place.country, place.region);
  const makeUpDays = gazette?.worked?.filter((date) => !extraClosed.includes(date)) ?? [];
  const timeZone = zone ?? timeZonesOf(place)[0] ?? 'UTC';
  return {
    timeZone,
    weekend,
    holidays: publicHolidays({ ...place, timeZone, firstYear: year - 1, lastYear: year + 10 }),
    extraClosed,
    extraWorking: [...extraWorking, ...makeUpDays],
    coveredUntil:
      [gazette?.until, checked]
        .filter((date) => date !== undefined)
        .toSorted()
        .at(-1) ?? null,
  };
};

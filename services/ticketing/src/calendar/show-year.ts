import { SettingsWrong } from '@lethe/service';
import { Temporal } from 'temporal-polyfill';
import { calendarOf, calendarProblems, ticketingSettings, type TicketingSettings } from '../ticketing.config.ts';
import type { Calendar } from './calendar.ts';
import { gazetteOf } from './gazettes.ts';

const calendarSettings = ticketingSettings.pick({
  LETHE_CALENDAR_ZONE: true,
  LETHE_CALENDAR_WEEKEND: true,
  LETHE_CALENDAR_COUNTRY: true,
  LETHE_CALENDAR_REGION: true,
  LETHE_CALENDAR_CLOSED: true,
  LETHE_CALENDAR_WORKING: true,
  LETHE_CALENDAR_CHECKED: true,
});
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const weekdayOf = (date: string): string => weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? '';

/**
 * Every day of the year that is not as its weekday says, with what it follows from: to compare with what the country has
 * published.
 * @throws SettingsWrong
 */
export const shownYear = (
  environment: Readonly<Record<string, string | undefined>>,
  year: number,
): readonly string[] => {
  const parsed = calendarSettings.safeParse(environment);
  if (!parsed.success)
    throw new SettingsWrong(
      'ticketing',
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  const settings = parsed.data as TicketingSettings;
  const problems = calendarProblems(settings);
  if (problems.length > 0) throw new SettingsWrong('ticketing', problems);
  const calendar = calendarOf(settings, `${year}-07-01T00:00:00Z`);
  return [...headOf(settings, calendar), ...daysOf(calendar, year)];
};

const headOf = (settings: TicketingSettings, { timeZone, weekend, coveredUntil }: Calendar): readonly string[] => {
  const { LETHE_CALENDAR_COUNTRY: country, LETHE_CALENDAR_REGION: region } = settings;
  const weekendDays = weekend.map((day) => weekdays[day - 1]).join(', ');
  if (country === undefined) return [`No country, and so no public holidays; ${timeZone}, weekend ${weekendDays}.`];
  const gazette = gazetteOf(country, region);
  return [
    `${country}${region === undefined ? '' : `.${region}`}, ${timeZone}, weekend ${weekendDays}.`,
    gazette === undefined
      ? 'Days of date-holidays, which nobody has compared with what is published.'
      : `Published from ${gazette.from} to ${gazette.until}: ${gazette.source}.`,
    coveredUntil === null ? 'None of them is promised.' : `What comes after ${coveredUntil} is not promised.`,
  ];
};

const daysOf = (calendar: Calendar, year: number): readonly string[] => {
  const inYear = (dates: readonly string[]) => dates.filter((date) => date.startsWith(`${year}-`));
  const worked = new Set(inYear(calendar.extraWorking));
  const closed = new Set(inYear([...calendar.holidays, ...calendar.extraClosed]).filter((date) => !worked.has(date)));
  return [...closed, ...worked]
    .toSorted()
    .map((date) => `${date} ${weekdayOf(date)} ${worked.has(date) ? 'worked' : 'closed'}`);
};

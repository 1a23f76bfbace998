import { calendarOf, marginMsOf, ticketingSettings } from '../ticketing.config.ts';
import { closureOf, type Calendar } from '../calendar/calendar.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const [from, to] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2029-01-01T00:00:00Z')];
const isoDate = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** The runtime's own time zones tell the local date of every hour; none of the code under test does. */
const datesByHour = (timeZone: string): readonly string[] => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return Array.from({ length: (to - from) / hourMs + 90 * 24 }, (_, hour) => format.format(from + hour * hourMs));
};

const isWorked = (calendar: Calendar, date: string): boolean => {
  if (calendar.extraWorking.includes(date)) return true;
  const sunday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return !calendar.holidays.includes(date) && sunday !== 0 && sunday !== 6;
};

/** Hour by hour: the first one after the seventh worked date. All of these zones change days at a full hour of UTC. */
const slowDueBy = (calendar: Calendar, byHour: readonly string[]): ReadonlyMap<string, string> => {
  const firstHourAfter = new Map(byHour.map((date, hour) => [date, hour + 1]));
  const due = new Map<string, string>();
  for (let on = Date.parse('2025-12-31'); on < to + dayMs; on += dayMs) {
    let day = on;
    for (let counted = 0; counted < 7; counted += isWorked(calendar, isoDate(day)) ? 1 : 0) day += dayMs;
    const hour = firstHourAfter.get(isoDate(day));
    if (hour !== undefined) due.set(isoDate(on), new Date(from + hour * hourMs).toISOString());
  }
  return due;
};

export const settingsOf = (name: string) => {
  const [country = '', ...region] = name.split('.');
  return ticketingSettings.parse({
    LETHE_CALENDAR_COUNTRY: country,
    ...(region.length === 0 ? {} : { LETHE_CALENDAR_REGION: region.join('.') }),
    ...(country === 'US' ? { LETHE_CALENDAR_ZONE: 'America/New_York' } : {}),
  });
};

const hours = Array.from({ length: (to - from) / hourMs }, (_, hour) => hour);

/** What closureOf says wrong of cancellations that became final at the start of these hours. */
export const wrongIn = (
  name: string,
  some: (hour: number, byHour: readonly string[]) => boolean,
): readonly string[] => {
  const settings = settingsOf(name);
  const calendar = calendarOf(settings, '2026-11-29T00:00:00.000Z');
  const byHour = datesByHour(calendar.timeZone);
  const due = slowDueBy(calendar, byHour);
  return hours
    .filter((hour) => some(hour, byHour))
    .flatMap((hour) => {
      const finalAt = new Date(from + hour * hourMs).toISOString();
      const { dueBy, closesAt } = closureOf(calendar, finalAt, marginMsOf(settings));
      const expected = due.get(byHour[hour] ?? '');
      const right = dueBy === expected && Date.parse(dueBy) - Date.parse(closesAt) === 4 * hourMs;
      return right ? [] : [`${finalAt}: ${dueBy}, not ${expected}`];
    });
};
export const isLastOfItsDay = (hour: number, byHour: readonly string[]): boolean => byHour[hour] !== byHour[hour + 1];

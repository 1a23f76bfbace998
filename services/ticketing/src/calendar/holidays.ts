import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { gazetteOf } from './gazettes.ts';

/**
 * Where the business is: ISO 3166-1 country, and a region as date-holidays names it, for example `BY` (Bavaria) or
 * `BY.A` (Augsburg in it). First and last year are both included.
 */
export type Place = Readonly<{ country: string; region?: string | undefined }>;

export type HolidayQuestion = Place & Readonly<{ timeZone: string; firstYear: number; lastYear: number }>;

/**
 * Public holidays as sorted ISO dates. A day counts where the holiday spans its noon: days that end at noon are worked,
 * and a feast that begins at sunset closes the day after that evening.
 *
 * The data come from date-holidays (https://github.com/commenthol/date-holidays), copyright commenthol and contributors,
 * mostly from Wikipedia articles named in its country files, licensed CC BY-SA 3.0; its code is ISC. Where they err about
 * a place that we name, our own data correct them (`gazettes.ts`).
 * @throws RangeError where the country or the region is unknown, so that a slip of the pen does not open the holidays.
 */
export const publicHolidays = (question: HolidayQuestion): readonly string[] => {
  const { timeZone, firstYear, lastYear } = question;
  const problem = unknownPlace(question);
  if (problem !== undefined) throw new RangeError(problem);
  const calendar = corrected(question, timeZone);
  // A holiday may reach into the year before (a substitute day) or after (a feast of several days).
  const years = Array.from({ length: lastYear - firstYear + 3 }, (_, index) => firstYear - 1 + index);
  const dates = years
    .flatMap((year) => calendar.getHolidays(year))
    .flatMap(({ start, end }) => noonsBetween(start, end, timeZone))
    .filter((date) => date >= `${firstYear}-01-01` && date <= `${lastYear}-12-31`);
  return [...new Set(dates)].toSorted();
};

const corrected = ({ country, region }: Place, timeZone: string): Holidays => {
  const place = region === undefined ? country : `${country}.${region}`;
  const calendar = new Holidays(place, { timezone: timeZone, types: ['public'] });
  const { withRules = [], withoutRules = [], closed = [] } = gazetteOf(country, region) ?? {};
  for (const rule of withoutRules) calendar.unsetRule(rule);
  for (const rule of [...withRules, ...closed]) calendar.setHoliday(rule, { name: rule, type: 'public' });
  return calendar;
};

/** The IANA time zones of a place that is known. */
export const timeZonesOf = ({ country, region }: Place): readonly string[] =>
  new Holidays(region === undefined ? country : `${country}.${region}`).getTimezones();

/** What is wrong with the place, if anything. */
export const unknownPlace = ({ country, region }: Place): string | undefined => {
  const all = new Holidays();
  if (!(country in all.getCountries())) return `No holidays are known for the country ${country}.`;
  if (region === undefined) return undefined;
  const [state = '', part, ...rest] = region.split('.');
  const known =
    state in (all.getStates(country) ?? {}) &&
    (part === undefined || part in (all.getRegions(country, state) ?? {})) &&
    rest.length === 0;
  return known ? undefined : `No holidays are known for the region ${region} of ${country}.`;
};

/** Local dates whose noon lies inside, the ends not included. */
const noonsBetween = (start: Date, end: Date, timeZone: string): readonly string[] => {
  const dates: string[] = [];
  const last = localDate(end, timeZone);
  for (let day = localDate(start, timeZone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const noon = day.toZonedDateTime({ timeZone, plainTime: '12:00' }).epochMilliseconds;
    if (start.getTime() < noon && noon < end.getTime()) dates.push(day.toString());
  }
  return dates;
};

const localDate = (at: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

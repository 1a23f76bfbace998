import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

/**
 * Where the business is: ISO 3166-1 country, and a region as date-holidays names it, for example `BY` (Bavaria) or
 * `BY.A` (Augsburg in it). First and last year are both included.
 */
export type HolidayQuestion = Readonly<{
  country: string;
  region?: string;
  timeZone: string;
  firstYear: number;
  lastYear: number;
}>;

/**
 * Public holidays as sorted ISO dates. A day counts where the holiday spans its noon: days that end at noon are worked,
 * and a feast that begins at sunset closes the day after that evening.
 *
 * The data come from date-holidays (https://github.com/commenthol/date-holidays), copyright commenthol and contributors,
 * mostly from Wikipedia articles named in its country files, licensed CC BY-SA 3.0; its code is ISC.
 * @throws RangeError where the country or the region is unknown, so that a slip of the pen does not open the holidays.
 */
export const publicHolidays = (question: HolidayQuestion): readonly string[] => {
  const { country, region, timeZone, firstYear, lastYear } = question;
  refuseUnknownPlace(country, region);
  const place = [country, ...(region === undefined ? [] : [region])].join('.');
  const calendar = new Holidays(place, { timezone: timeZone, types: ['public'] });
  // A holiday may reach into the year before (a substitute day) or after (a feast of several days).
  const years = Array.from({ length: lastYear - firstYear + 3 }, (_, index) => firstYear - 1 + index);
  const dates = years
    .flatMap((year) => calendar.getHolidays(year))
    .flatMap(({ start, end }) => noonsBetween(start, end, timeZone))
    .filter((date) => date >= `${firstYear}-01-01` && date <= `${lastYear}-12-31`);
  return [...new Set(dates)].toSorted();
};

const refuseUnknownPlace = (country: string, region: string | undefined): void => {
  const places = new Holidays();
  if (!(country in places.getCountries())) throw new RangeError(`No holidays are known for the country ${country}.`);
  if (region === undefined) return;
  const [state = '', part, ...rest] = region.split('.');
  const known =
    state in (places.getStates(country) ?? {}) &&
    (part === undefined || part in (places.getRegions(country, state) ?? {})) &&
    rest.length === 0;
  if (!known) throw new RangeError(`No holidays are known for the region ${region} of ${country}.`);
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

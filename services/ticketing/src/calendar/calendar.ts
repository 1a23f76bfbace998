import { Temporal } from 'temporal-polyfill';

/** ISO 8601: Monday is 1, Sunday is 7. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When the business works. Dates are ISO 8601 local dates (`2026-12-24`) in `timeZone`. */
export type Calendar = Readonly<{
  /** Changes whenever anything below changes; a schedule names the version it was made with. */
  version: string;
  /** IANA name, for example `Europe/Berlin`. */
  timeZone: string;
  weekend: readonly IsoWeekday[];
  /**
   * Public holidays of the configured country and region. Past the years they were resolved for there are none, which
   * makes a schedule earlier, never later than promised.
   */
  holidays: readonly string[];
  extraClosed: readonly string[];
  /** Make-up days: worked whatever else is said of them. */
  extraWorking: readonly string[];
  /**
   * The last date whose public holidays are published, or were compared by the operator; `null` where nobody compared
   * them. Absent without a country, where there are none.
   */
  coveredUntil?: string | null;
}>;

export type Closure = Readonly<{
  /** The end of the last business day, exclusive: the instant at which the next local day starts. ISO 8601, UTC. */
  dueBy: string;
  /** When the ticket is closed automatically: the margin before `dueBy`, on that same business day. ISO 8601, UTC. */
  closesAt: string;
  calendarVersion: string;
}>;

const businessDaysToClose = 7;
const hour = 3_600_000;
/** A year without seven business days is a calendar that was configured wrongly. */
const searchedDays = 366;

export const isBusinessDay = (calendar: Calendar, date: string): boolean =>
  calendar.extraWorking.includes(date) ||
  !(
    calendar.extraClosed.includes(date) ||
    calendar.holidays.includes(date) ||
    calendar.weekend.some((weekday) => weekday === Temporal.PlainDate.from(date).dayOfWeek)
  );

/**
 * The closure schedule of a ticket whose submitter's cancellation became final (TIC-2). The business day after the local
 * date of that instant is the first, so that a part of a day is never counted as one.
 * @param finalAt ISO 8601 instant.
 * @param marginMs shorter than the last business day, so that the ticket closes on it.
 * @throws RangeError where the calendar leaves no seven business days in a year, or the margin leaves the last of them.
 */
export const closureOf = (calendar: Calendar, finalAt: string, marginMs: number = 4 * hour): Closure => {
  const { timeZone, version } = calendar;
  const lastDay = lastBusinessDay(calendar, Temporal.Instant.from(finalAt).toZonedDateTimeISO(timeZone).toPlainDate());
  const startsAt = lastDay.toZonedDateTime(timeZone).epochMilliseconds;
  const endsAt = lastDay.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const closesAt = endsAt - marginMs;
  if (!(closesAt >= startsAt && closesAt < endsAt))
    throw new RangeError(`A margin of ${marginMs} ms is not within the last business day.`);
  return { dueBy: instantOf(endsAt), closesAt: instantOf(closesAt), calendarVersion: version };
};

/** Whether every day up to this date, included, is what its country has published: what we promise. */
export const isCovered = ({ coveredUntil }: Calendar, date: string): boolean =>
  coveredUntil === undefined || (coveredUntil !== null && date <= coveredUntil);

/** The date at that instant in the calendar's time zone. */
export const dateIn = ({ timeZone }: Calendar, at: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

const lastBusinessDay = (calendar: Calendar, finalOn: Temporal.PlainDate): Temporal.PlainDate => {
  let counted = 0;
  for (let days = 1; days <= searchedDays; days += 1) {
    const day = finalOn.add({ days });
    if (isBusinessDay(calendar, day.toString())) counted += 1;
    if (counted === businessDaysToClose) return day;
  }
  throw new RangeError(`Calendar ${calendar.version} has no ${businessDaysToClose} business days after ${finalOn}.`);
};

/** With milliseconds always, so that instants compare as text. */
const instantOf = (milliseconds: number): string =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ smallestUnit: 'millisecond' });

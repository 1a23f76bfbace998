import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closureOf, isBusinessDay } from './calendar.ts';
import type { Calendar, IsoWeekday } from './calendar.ts';

const day = 86_400_000;
const hour = 3_600_000;
const quarter = 900_000;
const isoDate = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const formats = new Map<string, Intl.DateTimeFormat>();

/** The local date by the runtime's own time zones, not by those of the code under test. */
const dateIn = (timeZone: string, milliseconds: number): string => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format.format(milliseconds);
};

const worked = (calendar: Calendar, date: string): boolean => {
  if (calendar.extraWorking.includes(date)) return true;
  if (calendar.holidays.includes(date) || calendar.extraClosed.includes(date)) return false;
  const sundayIsNought = new Date(`${date}T00:00:00Z`).getUTCDay();
  return !calendar.weekend.includes((sundayIsNought === 0 ? 7 : sundayIsNought) as IsoWeekday);
};

/** Day by day, then hour by hour until the local date is past the seventh day, and back to the quarter it begins with. */
const slowDueBy = (calendar: Calendar, finalAt: string): string => {
  let date = dateIn(calendar.timeZone, Date.parse(finalAt));
  for (let counted = 0; counted < 7;) {
    date = isoDate(Date.parse(date) + day);
    if (worked(calendar, date)) counted += 1;
  }
  let at = Date.parse(date) + 6 * hour;
  while (dateIn(calendar.timeZone, at) <= date) at += hour;
  while (dateIn(calendar.timeZone, at - quarter) > date) at -= quarter;
  return new Date(at).toISOString();
};

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Africa/Cairo', // Its clock changes at midnight, as it does in Beirut and Santiago.
  'Asia/Beirut',
  'America/Santiago',
  'America/Havana',
  'Australia/Lord_Howe', // Its clock changes by half an hour.
] as const;
const [from, to] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2029-01-01T00:00:00Z')];
const instants = fc.integer({ min: from, max: to }).map((milliseconds) => new Date(milliseconds).toISOString());
const dates = fc.integer({ min: 0, max: (to - from) / day + 60 }).map((days) => isoDate(from + days * day));
const manyDates = fc.array(dates, { maxLength: 400, size: 'max' });
const weekends: readonly (readonly IsoWeekday[])[] = [[6, 7], [5, 6], [5], [7], [], [4, 5, 6]];
const calendars: fc.Arbitrary<Calendar> = fc.record({
  version: fc.constant('any'),
  timeZone: fc.constantFrom(...zones),
  weekend: fc.constantFrom(...weekends),
  holidays: manyDates,
  extraClosed: manyDates,
  extraWorking: fc.array(dates, { maxLength: 200, size: 'max' }),
});

describe('A closure schedule against a slow reckoning (TIC-2, row D1)', () => {
  it('is due when the seventh business day ends', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, finalAt) => {
        expect(closureOf(calendar, finalAt).dueBy).toBe(slowDueBy(calendar, finalAt));
      }),
      { numRuns: 500 },
    );
  });

  it.each(zones)('is due right on every day of three years in %s', (timeZone) => {
    const calendar = { version: 'any', timeZone, weekend: [], holidays: [], extraClosed: [], extraWorking: [] };
    const finals = Array.from({ length: (to - from) / day }, (_, days) => new Date(from + days * day).toISOString());
    expect(finals.map((finalAt) => closureOf(calendar, finalAt).dueBy)).toEqual(
      finals.map((finalAt) => slowDueBy(calendar, finalAt)),
    );
  });

  it('closes on a business day, and after the cancellation became final', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 22 }), (calendar, finalAt, hours) => {
        const { closesAt, dueBy } = closureOf(calendar, finalAt, hours * hour);
        expect(isBusinessDay(calendar, dateIn(calendar.timeZone, Date.parse(closesAt)))).toBe(true);
        expect(Date.parse(dueBy) - Date.parse(closesAt)).toBe(hours * hour);
        expect(closesAt > finalAt).toBe(true);
      }),
    );
  });

  it('is never due earlier for a cancellation that became final later', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 20 * day }), (calendar, finalAt, passed) => {
        const later = new Date(Date.parse(finalAt) + passed).toISOString();
        expect(closureOf(calendar, later).dueBy >= closureOf(calendar, finalAt).dueBy).toBe(true);
      }),
    );
  });

  it('is never due earlier with one more closed day, nor later with one more make-up day', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 12 }), (calendar, finalAt, ahead) => {
        const date = isoDate(Date.parse(finalAt) + ahead * day);
        const { dueBy } = closureOf(calendar, finalAt);
        const withHoliday = closureOf({ ...calendar, holidays: [...calendar.holidays, date] }, finalAt);
        const withMakeUpDay = closureOf({ ...calendar, extraWorking: [...calendar.extraWorking, date] }, finalAt);
        expect(withHoliday.dueBy >= dueBy).toBe(true);
        expect(withMakeUpDay.dueBy <= dueBy).toBe(true);
      }),
    );
  });
});

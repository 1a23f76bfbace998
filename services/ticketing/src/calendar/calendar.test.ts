import { describe, expect, it } from '@jest/globals';
import { closureOf, isBusinessDay } from './calendar.ts';
import type { Calendar } from './calendar.ts';

const berlin: Calendar = {
  version: 'berlin-1',
  timeZone: 'Europe/Berlin',
  weekend: [6, 7],
  holidays: ['2026-12-25', '2026-12-26', '2027-01-01', '2027-03-26', '2027-03-29'],
  extraClosed: [],
  extraWorking: [],
};
const hour = 3_600_000;

describe('A business day (TIC-3)', () => {
  it('is neither in the weekend, nor a holiday, nor closed besides', () => {
    const calendar = { ...berlin, extraClosed: ['2026-12-24'] };
    expect(isBusinessDay(calendar, '2026-12-23')).toBe(true);
    expect(isBusinessDay(calendar, '2026-12-24')).toBe(false);
    expect(isBusinessDay(calendar, '2026-12-25')).toBe(false);
    expect(isBusinessDay(calendar, '2026-12-27')).toBe(false);
  });

  it('follows a weekend of Friday and Saturday', () => {
    const cairo: Calendar = { ...berlin, timeZone: 'Africa/Cairo', weekend: [5, 6] };
    expect(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'].map((date) => isBusinessDay(cairo, date))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('is a make-up day, even where it is a weekend, a holiday and closed besides', () => {
    const date = '2026-12-26';
    const calendar = { ...berlin, extraClosed: [date] };
    expect(isBusinessDay(calendar, date)).toBe(false);
    expect(isBusinessDay({ ...calendar, extraWorking: [date] }, date)).toBe(true);
  });
});

describe('A closure schedule (TIC-2)', () => {
  it('counts seven business days from the next one, over weekends', () => {
    // Tuesday, 24 November: Wednesday is the first, Thursday of the week after is the seventh.
    expect(closureOf(berlin, '2026-11-24T09:00:00.000Z')).toEqual({
      dueBy: '2026-12-03T23:00:00.000Z',
      closesAt: '2026-12-03T19:00:00.000Z',
      calendarVersion: 'berlin-1',
    });
  });

  it('starts from the local date, not from the date in UTC', () => {
    const before = closureOf(berlin, '2026-11-24T22:59:59.999Z');
    const after = closureOf(berlin, '2026-11-24T23:00:00.000Z');
    expect(before.dueBy).toBe('2026-12-03T23:00:00.000Z');
    expect(after.dueBy).toBe('2026-12-04T23:00:00.000Z');
  });

  it('that starts on a closed day counts from the next business day all the same', () => {
    expect(closureOf(berlin, '2026-11-28T09:00:00.000Z').dueBy).toBe(
      closureOf(berlin, '2026-11-27T09:00:00.000Z').dueBy,
    );
  });

  it('passes over holidays and the turn of the year', () => {
    // 22, 23, 24, 28, 29, 30, 31 December: the last of them ends with the year.
    expect(closureOf(berlin, '2026-12-21T09:00:00.000Z').dueBy).toBe('2026-12-31T23:00:00.000Z');
    expect(closureOf(berlin, '2026-12-22T09:00:00.000Z').dueBy).toBe('2027-01-04T23:00:00.000Z');
  });

  it('ends earlier with a make-up day and later with an extra closed day', () => {
    const finalAt = '2026-11-24T09:00:00.000Z';
    expect(closureOf({ ...berlin, extraWorking: ['2026-11-28'] }, finalAt).dueBy).toBe('2026-12-02T23:00:00.000Z');
    expect(closureOf({ ...berlin, extraClosed: ['2026-12-03'] }, finalAt).dueBy).toBe('2026-12-04T23:00:00.000Z');
  });

  it('ends with the local day where the clock is put forward or back in between', () => {
    const open = { ...berlin, holidays: [] };
    expect(closureOf(open, '2027-03-24T09:00:00.000Z').dueBy).toBe('2027-04-02T22:00:00.000Z');
    expect(closureOf(open, '2027-10-27T09:00:00.000Z').dueBy).toBe('2027-11-05T23:00:00.000Z');
  });

  it('ends where the next day starts in a zone that has no midnight that day', () => {
    // In Cairo the clock goes from 00:00 to 01:00 on Friday, 30 April 2027.
    const cairo: Calendar = { ...berlin, timeZone: 'Africa/Cairo', weekend: [5, 6], holidays: [] };
    expect(closureOf(cairo, '2027-04-20T09:00:00.000Z').dueBy).toBe('2027-04-29T22:00:00.000Z');
  });

  it('is closed automatically a configured margin before it is due', () => {
    const finalAt = '2026-11-24T09:00:00.000Z';
    expect(closureOf(berlin, finalAt, hour).closesAt).toBe('2026-12-03T22:00:00.000Z');
    expect(closureOf(berlin, finalAt, 24 * hour).closesAt).toBe('2026-12-02T23:00:00.000Z');
  });

  it('refuses a margin that would close the ticket on another day', () => {
    for (const margin of [0, -1, 24 * hour + 1, Number.NaN])
      expect(() => closureOf(berlin, '2026-11-24T09:00:00.000Z', margin)).toThrow('not within the last business day');
  });

  it('refuses a calendar that never works', () => {
    const closed: Calendar = { ...berlin, weekend: [1, 2, 3, 4, 5, 6, 7] };
    expect(() => closureOf(closed, '2026-11-24T09:00:00.000Z')).toThrow('berlin-1 has no 7 business days');
  });
});

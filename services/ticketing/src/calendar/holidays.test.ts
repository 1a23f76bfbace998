import { describe, expect, it } from '@jest/globals';
import { publicHolidays } from './holidays.ts';

const germany = { country: 'DE', timeZone: 'Europe/Berlin', firstYear: 2027, lastYear: 2027 };

describe('Public holidays (TIC-3)', () => {
  it('are those of the country, sorted', () => {
    expect(publicHolidays(germany)).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-17',
      '2027-10-03',
      '2027-12-25',
      '2027-12-26',
    ]);
  });

  it('are more in a region, and more still in a part of it', () => {
    const bavaria = publicHolidays({ ...germany, region: 'BY' });
    expect(bavaria.filter((date) => !publicHolidays(germany).includes(date))).toEqual([
      '2027-01-06',
      '2027-05-27',
      '2027-11-01',
    ]);
    expect(publicHolidays({ ...germany, region: 'BY.A' })).toContain('2027-08-08');
  });

  it('of several years are those of each', () => {
    const years = publicHolidays({ ...germany, lastYear: 2029 });
    expect(years).toHaveLength(27);
    expect(years.map((date) => date.slice(0, 4))).toEqual(years.map((date) => date.slice(0, 4)).toSorted());
  });

  it('hold the substitute day of a holiday of the next year', () => {
    const dates = publicHolidays({ country: 'US', timeZone: 'America/New_York', firstYear: 2027, lastYear: 2027 });
    expect(dates).toContain('2027-12-31');
    expect(dates).not.toContain('2028-01-01');
  });

  it('hold each day of a feast, from the day after the evening it begins, but not a day that is worked from noon', () => {
    const dates = publicHolidays({ country: 'TR', timeZone: 'Europe/Istanbul', firstYear: 2027, lastYear: 2027 });
    expect(dates.filter((date) => date.startsWith('2027-03'))).toEqual(['2027-03-09', '2027-03-10', '2027-03-11']);
  });

  it('hold no half day (W5)', () => {
    const dates = publicHolidays({ country: 'CN', timeZone: 'Asia/Shanghai', firstYear: 2027, lastYear: 2027 });
    expect(dates).toContain('2027-10-01');
    expect(dates).not.toContain('2027-03-08');
  });

  it('of a place that is unknown are refused', () => {
    expect(() => publicHolidays({ ...germany, country: 'XX' })).toThrow('country XX');
    for (const region of ['ZZ', 'BY.ZZ', 'BY.A.ZZ', '', 'BY.'])
      expect(() => publicHolidays({ ...germany, region })).toThrow(RangeError);
  });
});

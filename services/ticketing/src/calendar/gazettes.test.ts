import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { gazetteOf, gazettedPlaces } from './gazettes.ts';
import { publicHolidays, timeZonesOf } from './holidays.ts';

/**
 * What we promise, written down by hand from what is published: of each place the days from Monday to Friday that are no
 * business days, and the days of weekends that are. `month-day`, spaces between.
 */
type Days = Readonly<{ 2026: string; 2027: string; worked?: string }>;

/**
 * Notice of the State Council's general office of 2025-11-04, Guobanfa Mingdian [2025] no. 7
 * (https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm). There is none of 2027 in it: what stands there is
 * decree 795 of 2024-11-10 by itself (no day exchanged), and lies beyond what is covered.
 */
const china: Days = {
  2026: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
  2027: '01-01 02-05 02-08 04-05 06-09 09-15 10-01',
  worked: '2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10',
};

/** Cabinet Office, https://www8.cao.go.jp/chosei/shukujitsu/gaiyou.html: 2026 (gazette of 2025-02), 2027 (2026-02-02). */
const japan: Days = {
  2026: '01-01 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
  2027: '01-01 01-11 02-11 02-23 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
};

/** 5 U.S.C. 6103; OPM, federal holidays, https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/. */
const unitedStates: Days = {
  2026: '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25',
  2027: '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31',
};

/** https://www.gov.uk/bank-holidays; Scotland's 15 June 2026 by royal proclamation of February 2026. */
const england: Days = {
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
};
const scotland: Days = {
  2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
  2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
};
const northernIreland: Days = {
  2026: '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28',
  2027: '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
};

/**
 * Cabinet Resolution no. 27 of 2024; Eid al-Fitr as announced on 2026-02-23 (19 to 22 March). What follows is reckoned
 * from the moon (the Khaleej Times of 2025-11-18 reckons the same), and lies beyond what is covered.
 */
const emirates: Days = {
  2026: '01-01 03-19 03-20 05-26 05-27 05-28 05-29 06-16 08-25 12-02 12-03',
  2027: '01-01 03-09 03-10 03-11 05-17 05-18 12-02 12-03',
};

/** New Year, Good Friday, Easter Monday, Labour Day, Ascension, Whit Monday, German Unity, Christmas twice. */
const everywhereInGermany = {
  2026: '01-01 04-03 04-06 05-01 05-14 05-25 12-25',
  2027: '01-01 03-26 03-29 05-06 05-17',
};
const epiphany = { 2026: '01-06', 2027: '01-06' };
const womensDay = { 2026: '', 2027: '03-08' }; // a Sunday in 2026
const corpusChristi = { 2026: '06-04', 2027: '05-27' };
const assumption = { 2026: '', 2027: '' }; // a Saturday, then a Sunday
const childrensDay = { 2026: '', 2027: '09-20' }; // a Sunday in 2026
const reformation = { 2026: '', 2027: '' }; // a Saturday, then a Sunday
const allSaints = { 2026: '', 2027: '11-01' }; // a Sunday in 2026
const repentance = { 2026: '11-18', 2027: '11-17' };

const land = (...more: readonly Readonly<{ 2026: string; 2027: string }>[]): Days => ({
  2026: [everywhereInGermany, ...more].map((days) => days[2026]).join(' '),
  2027: [everywhereInGermany, ...more].map((days) => days[2027]).join(' '),
});

/** The holiday act of each land, as the Federal Ministry of the Interior lists them. */
const germany: Readonly<Record<string, Days>> = {
  DE: land(),
  'DE.BB': land(reformation),
  'DE.BE': land(womensDay),
  'DE.BW': land(epiphany, corpusChristi, allSaints),
  'DE.BY': land(epiphany, corpusChristi, allSaints),
  'DE.BY.KATH': land(epiphany, corpusChristi, assumption, allSaints),
  'DE.HB': land(reformation),
  'DE.HE': land(corpusChristi),
  'DE.HH': land(reformation),
  'DE.MV': land(womensDay, reformation),
  'DE.NI': land(reformation),
  'DE.NW': land(corpusChristi, allSaints),
  'DE.RP': land(corpusChristi, allSaints),
  'DE.SH': land(reformation),
  'DE.SL': land(corpusChristi, assumption, allSaints),
  'DE.SN': land(reformation, repentance),
  'DE.ST': land(epiphany, reformation),
  'DE.TH': land(childrensDay, reformation),
};

const promised: Readonly<Record<string, Days>> = {
  AE: emirates,
  CN: china,
  ...germany,
  'GB.ENG': england,
  'GB.NIR': northernIreland,
  'GB.SCT': scotland,
  'GB.WLS': england,
  JP: japan,
  US: unitedStates,
};

const placeOf = (name: string) => {
  const [country = '', ...region] = name.split('.');
  return { country, region: region.length === 0 ? undefined : region.join('.') };
};
const daysIn = (year: number, days: string): readonly string[] =>
  days
    .split(' ')
    .filter((day) => day !== '')
    .map((day) => `${year}-${day}`)
    .toSorted();
const isMondayToFriday = (date: string): boolean => Temporal.PlainDate.from(date).dayOfWeek <= 5;
const heldIn = (name: string, year: number): readonly string[] => {
  const place = placeOf(name);
  const [timeZone = 'UTC'] = timeZonesOf(place);
  return publicHolidays({ ...place, timeZone, firstYear: year, lastYear: year }).filter(isMondayToFriday);
};

describe('Days that we promise (TIC-3, W5)', () => {
  it('are those of every place that has a gazette, and of no other', () => {
    expect(Object.keys(promised).toSorted()).toEqual(gazettedPlaces.toSorted());
  });

  it.each(Object.entries(promised))('of %s are the published ones', (name, days) => {
    const { country, region } = placeOf(name);
    expect(heldIn(name, 2026)).toEqual(daysIn(2026, days[2026]));
    expect(heldIn(name, 2027)).toEqual(daysIn(2027, days[2027]));
    expect(gazetteOf(country, region)?.worked ?? []).toEqual(days.worked?.split(' ') ?? []);
  });

  it('are covered no longer than they are published', () => {
    const until = Object.fromEntries(
      ['AE', 'CN', 'DE.BY', 'GB.SCT', 'JP', 'US'].map((name) => {
        const { country, region } = placeOf(name);
        return [name, gazetteOf(country, region)?.until];
      }),
    );
    expect(until).toEqual({
      AE: '2026-04-30',
      CN: '2026-12-31',
      'DE.BY': '2027-12-31',
      'GB.SCT': '2027-12-31',
      JP: '2027-12-31',
      US: '2027-12-31',
    });
  });

  it.each([
    ['CN', '2026-06-01', false],
    ['CN', '2027-06-01', false],
    ['CN', '2026-02-19', true],
    ['CN', '2026-05-02', true],
    ['CN', '2027-02-08', true],
    ['CN', '2027-05-02', true],
    ['CN', '2028-05-02', true],
    ['AE', '2027-01-05', false],
    ['AE', '2027-05-15', true],
  ])('in %s on %s: closed is %s', (country, date, closed) => {
    const year = Number(date.slice(0, 4));
    const [timeZone = 'UTC'] = timeZonesOf({ country });
    expect(publicHolidays({ country, timeZone, firstYear: year, lastYear: year }).includes(date)).toBe(closed);
  });
});

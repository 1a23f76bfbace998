/** What the public holidays of a place follow from, and how date-holidays is corrected there. Dates are ISO local dates. */
export type Gazette = Readonly<{
  /** First and last date whose holidays are published or follow from a statute: what may be promised. */
  from: string;
  until: string;
  source: string;
  /** Rules of date-holidays that its data lack or have too many, in every year. */
  withRules?: readonly string[];
  withoutRules?: readonly string[];
  /** Days off that follow from no rule. */
  closed?: readonly string[];
  /** Make-up days: worked, though they lie in a weekend. */
  worked?: readonly string[];
}>;

const datesIn = (year: number, days: string): readonly string[] => days.split(' ').map((day) => `${year}-${day}`);

const twoYears = { from: '2026-01-01', until: '2027-12-31' };

/**
 * The notice for a year appears in the November before it. Beyond the last one stand the days that the law itself names
 * (four of the Spring Festival, two of Labour Day): no day is exchanged there, and none of it is promised.
 */
const china: Gazette = {
  from: '2026-01-01',
  until: '2026-12-31',
  source:
    "Measures for annual leave and anniversaries, State Council decree 795 of 2024-11-10; notice of the State Council's " +
    'general office on the holidays of 2026, Guobanfa Mingdian [2025] no. 7 of 2025-11-04',
  withRules: ['chinese 01-0-03', '05-02'],
  withoutRules: ['06-01'], // Children's Day: half a day, for those below 14.
  closed: datesIn(
    2026,
    '01-02 01-03 02-15 02-20 02-21 02-22 02-23 04-04 04-06 05-03 05-04 05-05 06-20 06-21 09-26 09-27 10-04 10-05 10-06 10-07',
  ),
  worked: datesIn(2026, '01-04 02-14 02-28 05-09 09-20 10-10'),
};

const japan: Gazette = {
  ...twoYears,
  source:
    'Act on National Holidays (no. 178 of 1948); equinoxes by the calendar announcements (rekiyoko) of the National ' +
    'Astronomical Observatory in the official gazette of February 2025 and February 2026',
};

const unitedStates: Gazette = { ...twoYears, source: '5 U.S.C. 6103; Executive Order 11582 of 1971-02-11 (federal)' };

const unitedKingdom: Gazette = {
  ...twoYears,
  source: 'Banking and Financial Dealings Act 1971, schedule 1; the list at https://www.gov.uk/bank-holidays',
};

const scotland: Gazette = {
  ...unitedKingdom,
  source: `${unitedKingdom.source}; royal proclamation of February 2026 for 15 June 2026`,
  closed: ['2026-06-15'],
};

/**
 * Feasts follow the moon, are announced weeks before, and may be moved: what lies past the last announcement is reckoned,
 * can be a day off, and is not promised.
 */
const emirates: Gazette = {
  from: '2026-01-01',
  until: '2026-04-30',
  source:
    'Cabinet Resolution no. 27 of 2024 on public holidays; Eid al-Fitr 1447 by the announcements of the Ministry of Human ' +
    'Resources and Emiratisation and of the Federal Authority for Government Human Resources of 2026-02-23',
  withRules: ['9 Dhu al-Hijjah', '12-03'],
  withoutRules: ['27 Rajab', '1 Ramadan'],
  closed: ['2026-03-19'], // The 30th of Ramadan.
};

/** The statute of each German land; its days depend on Easter alone. 3 October is federal law. */
const holidayActs: Readonly<Record<string, string>> = {
  BB: 'FTG Brandenburg',
  BE: 'Gesetz über die Sonn- und Feiertage (Berlin)',
  BW: 'FTG Baden-Württemberg',
  BY: 'FTG Bayern (where Assumption is none)',
  'BY.KATH': 'FTG Bayern (where Assumption is one)',
  HB: 'Gesetz über die Sonn- und Feiertage (Bremen)',
  HE: 'HFeiertagsG Hessen',
  HH: 'Feiertagsgesetz Hamburg',
  MV: 'FTG Mecklenburg-Vorpommern',
  NI: 'NFeiertagsG Niedersachsen',
  NW: 'Feiertagsgesetz NW',
  RP: 'LFtG Rheinland-Pfalz',
  SH: 'SFTG Schleswig-Holstein',
  SL: 'SFG Saarland',
  SN: 'SächsSFG (where Corpus Christi is none)',
  ST: 'FeiertG LSA',
  TH: 'ThürFtG (where Corpus Christi is none)',
};

const germany: Gazette = {
  ...twoYears,
  source: 'The nine days that all sixteen holiday acts have; Einigungsvertrag, article 2(2), for 3 October',
};

const germanLands = Object.entries(holidayActs).map(([land, act]): readonly [string, Gazette] => [
  `DE.${land}`,
  { ...twoYears, source: `${act}; Einigungsvertrag, article 2(2), for 3 October` },
]);

/** By country, or country and region: every place for which we promise days, each with a table of its own in a test. */
const gazettes: ReadonlyMap<string, Gazette> = new Map<string, Gazette>([
  ['AE', emirates],
  ['CN', china],
  ['DE', germany],
  ...germanLands,
  ['GB.ENG', unitedKingdom],
  ['GB.NIR', unitedKingdom],
  ['GB.SCT', scotland],
  ['GB.WLS', unitedKingdom],
  ['JP', japan],
  ['US', unitedStates],
]);

/** None where nobody of us has compared the days with what is published there. */
export const gazetteOf = (country: string, region: string | undefined): Gazette | undefined =>
  gazettes.get(region === undefined ? country : `${country}.${region}`);

export const gazettedPlaces: readonly string[] = [...gazettes.keys()];

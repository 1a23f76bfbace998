import { describe, expect, it } from '@jest/globals';
import type { TicketingKit } from './ticketing-kit.ts';
import { ticketing } from './ticketing.definition.ts';
import { calendarOf, calendarProblems, marginMsOf, ticketingSettings } from './ticketing.config.ts';

const now = '2026-11-24T09:00:00.000Z';
const of = (environment: Record<string, string>) => calendarOf(ticketingSettings.parse(environment), now);

describe('The configured calendar (TIC-3)', () => {
  it('is Monday to Friday in UTC without holidays, and closes 4 hours before the end, where nothing is said', () => {
    expect(of({})).toMatchObject({ timeZone: 'UTC', weekend: [6, 7], holidays: [], extraClosed: [], extraWorking: [] });
    expect(marginMsOf(ticketingSettings.parse({}))).toBe(4 * 3_600_000);
  });

  it('reads lists, and the public holidays of the country and region from last year to ten years on', () => {
    const calendar = of({
      LETHE_CALENDAR_ZONE: 'Europe/Berlin',
      LETHE_CALENDAR_WEEKEND: '5, 6',
      LETHE_CALENDAR_COUNTRY: 'DE',
      LETHE_CALENDAR_REGION: 'BY',
      LETHE_CALENDAR_CLOSED: '2026-12-24,2026-12-31',
      LETHE_CALENDAR_WORKING: '2026-12-05',
    });
    expect(calendar).toMatchObject({
      timeZone: 'Europe/Berlin',
      weekend: [5, 6],
      extraClosed: ['2026-12-24', '2026-12-31'],
      extraWorking: ['2026-12-05'],
    });
    expect(calendar.holidays).toContain('2027-01-06');
    expect([calendar.holidays[0], calendar.holidays.at(-1)]).toStrictEqual(['2025-01-01', '2036-12-26']);
  });

  it('has another version whenever a day of it differs, and the same one where none does', () => {
    expect(of({ LETHE_CALENDAR_CLOSED: '2026-12-24' }).version).not.toBe(of({}).version);
    expect(of({ LETHE_CALENDAR_COUNTRY: 'DE' }).version).not.toBe(of({}).version);
    expect(of({}).version).toBe(of({}).version);
  });

  it.each([
    { LETHE_CALENDAR_ZONE: 'Europe/Berlyn' },
    { LETHE_CALENDAR_WEEKEND: '6,8' },
    { LETHE_CALENDAR_CLOSED: '2026-02-30' },
    { LETHE_CLOSURE_MARGIN_HOURS: '21' },
  ])('is refused where it makes no sense: %o', (environment) => {
    expect(ticketingSettings.safeParse(environment).success).toBe(false);
  });

  it('stops the start where it leaves no business day', () => {
    const kit = (weekend: string) =>
      ({ settings: ticketingSettings.parse({ LETHE_CALENDAR_WEEKEND: weekend }), clock: () => now }) as TicketingKit;
    expect(() => ticketing.work?.(kit('1,2,3,4,5,6,7'))).toThrow('no 7 business days');
    expect(ticketing.work?.(kit('1,2,3,4,5,6')).clearing).toHaveLength(1);
  });

  it('takes the only time zone of the country where none is said, and make-up days from what is published', () => {
    expect(of({ LETHE_CALENDAR_COUNTRY: 'DE' }).timeZone).toBe('Europe/Berlin');
    const china = { LETHE_CALENDAR_COUNTRY: 'CN', LETHE_CALENDAR_ZONE: 'Asia/Shanghai' };
    expect(of(china).extraWorking).toContain('2026-02-14');
    expect(of({ ...china, LETHE_CALENDAR_CLOSED: '2026-02-14' }).extraWorking).not.toContain('2026-02-14');
  });

  it.each([
    [{ LETHE_CALENDAR_REGION: 'BY' }, 'LETHE_CALENDAR_REGION: needs LETHE_CALENDAR_COUNTRY'],
    [{ LETHE_CALENDAR_COUNTRY: 'QQ' }, 'No holidays are known for the country QQ.'],
    [{ LETHE_CALENDAR_COUNTRY: 'DE', LETHE_CALENDAR_REGION: 'QQ' }, 'No holidays are known for the region QQ of DE.'],
    [{ LETHE_CALENDAR_COUNTRY: 'DE', LETHE_CALENDAR_ZONE: 'Asia/Tokyo' }, 'Asia/Tokyo is no time zone of DE'],
    [{ LETHE_CALENDAR_COUNTRY: 'DE', LETHE_CALENDAR_ZONE: 'UTC' }, 'UTC is no time zone of DE'],
    [{ LETHE_CALENDAR_COUNTRY: 'US' }, 'LETHE_CALENDAR_ZONE: say which of America/New_York'],
    [
      { LETHE_CALENDAR_CLOSED: '2026-12-24', LETHE_CALENDAR_WORKING: '2026-12-24' },
      'LETHE_CALENDAR_CLOSED: 2026-12-24 is in LETHE_CALENDAR_WORKING, too',
    ],
    [{ LETHE_CALENDAR_CHECKED: '2027-12-31' }, 'LETHE_CALENDAR_CHECKED: needs LETHE_CALENDAR_COUNTRY'],
  ])('%o cannot be meant, and stops the start (W5)', (environment, problem) => {
    const settings = ticketingSettings.parse(environment);
    expect(calendarProblems(settings)).toEqual([expect.stringContaining(problem)]);
    expect(() => ticketing.work?.({ settings, clock: () => now } as TicketingKit)).toThrow(problem);
  });

  it('takes a time zone of the country by any of its names, and by that of a part of it (W5)', () => {
    for (const [LETHE_CALENDAR_COUNTRY, LETHE_CALENDAR_ZONE] of [
      ['IN', 'Asia/Calcutta'],
      ['IN', 'Asia/Kolkata'],
      ['US', 'America/Los_Angeles'],
    ])
      expect(calendarProblems(ticketingSettings.parse({ LETHE_CALENDAR_COUNTRY, LETHE_CALENDAR_ZONE }))).toEqual([]);
  });
});

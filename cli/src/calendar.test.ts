import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { calendar } from './calendar.ts';

const names = ['COUNTRY', 'REGION', 'ZONE', 'CLOSED', 'WORKING', 'CHECKED'].map((name) => `LETHE_CALENDAR_${name}`);
let said: string;
beforeEach(() => {
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const name of names) delete process.env[name];
});

describe('lethe calendar show (W5, TIC-3)', () => {
  it('is understood only with a year', async () => {
    for (const words of [[], ['show'], ['show', '26'], ['show', '2026', 'now'], ['print', '2026']])
      await expect(calendar(words)).rejects.toThrow('Say: lethe calendar show YEAR');
  });

  it('prints each day that is not as its weekday says, and what that follows from', async () => {
    process.env['LETHE_CALENDAR_COUNTRY'] = 'CN';
    process.env['LETHE_CALENDAR_ZONE'] = 'Asia/Shanghai';
    process.env['LETHE_CALENDAR_CLOSED'] = '2026-12-31';
    await calendar(['show', '2026']);
    const lines = said.trim().split('\n');
    expect(lines[0]).toBe('CN, Asia/Shanghai, weekend Sat, Sun.');
    expect(lines[1]).toMatch(/^Published from 2026-01-01 to 2026-12-31: .*\[2025\] no\. 7/);
    expect(lines[2]).toBe('What comes after 2026-12-31 is not promised.');
    expect(lines).toEqual(
      expect.arrayContaining(['2026-02-14 Sat worked', '2026-02-19 Thu closed', '2026-12-31 Thu closed']),
    );
    expect(said).not.toContain('2026-06-01');
  });

  it('says where nobody has compared, and where there is nothing to compare', async () => {
    process.env['LETHE_CALENDAR_COUNTRY'] = 'AT';
    await calendar(['show', '2027']);
    expect(said).toContain('nobody has compared');
    expect(said).toContain('None of them is promised.');
    process.env['LETHE_CALENDAR_CHECKED'] = '2027-12-31';
    await calendar(['show', '2027']);
    expect(said).toContain('What comes after 2027-12-31 is not promised.');
    delete process.env['LETHE_CALENDAR_COUNTRY'];
    delete process.env['LETHE_CALENDAR_CHECKED'];
    said = '';
    await calendar(['show', '2027']);
    expect(said).toBe('No country, and so no public holidays; UTC, weekend Sat, Sun.\n');
  });

  it('refuses settings that cannot be meant, all at once', async () => {
    process.env['LETHE_CALENDAR_COUNTRY'] = 'DE';
    process.env['LETHE_CALENDAR_ZONE'] = 'Asia/Tokyo';
    process.env['LETHE_CALENDAR_CLOSED'] = '2026-12-24';
    process.env['LETHE_CALENDAR_WORKING'] = '2026-12-24';
    await expect(calendar(['show', '2026'])).rejects.toThrow(/Asia\/Tokyo is no time zone of DE[^]*2026-12-24 is in/);
  });
});

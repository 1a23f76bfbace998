import { describe, expect, it } from '@jest/globals';
import { durationsOf, sessionSettings } from './session.config.ts';

describe('The durations an operator sets (SES-1)', () => {
  it('are 7 days without activity and 30 days at most where nothing is set', () => {
    expect(durationsOf(sessionSettings.parse({}))).toEqual({ inactiveMinutes: 10_080, maximumDays: 30 });
  });

  it.each([
    ['LETHE_SESSION_INACTIVE_MINUTES', '29', '>=30'],
    ['LETHE_SESSION_INACTIVE_MINUTES', '10081', '<=10080'],
    ['LETHE_SESSION_MAXIMUM_DAYS', '0', '>=1'],
    ['LETHE_SESSION_MAXIMUM_DAYS', '31', '<=30'],
    ['LETHE_SESSIONS_AT_MOST', '0', '>=1'],
    ['LETHE_SESSIONS_AT_MOST', '101', '<=100'],
  ])('%s=%s is refused with the range', (name, value, bound) => {
    const [issue] = sessionSettings.safeParse({ [name]: value }).error?.issues ?? [];
    expect(issue?.message).toContain(bound);
  });

  it('may stand at both ends', () => {
    const shortest = { LETHE_SESSION_INACTIVE_MINUTES: '30', LETHE_SESSION_MAXIMUM_DAYS: '1' };
    expect(durationsOf(sessionSettings.parse(shortest))).toEqual({ inactiveMinutes: 30, maximumDays: 1 });
  });
});

describe('The number of sessions an operator allows (SES-8)', () => {
  it('is 50 where nothing is set, and may stand at both ends', () => {
    const allowed = (given: object) => sessionSettings.parse(given).LETHE_SESSIONS_AT_MOST;
    expect([{}, ...['1', '100'].map((most) => ({ LETHE_SESSIONS_AT_MOST: most }))].map(allowed)).toEqual([50, 1, 100]);
  });
});

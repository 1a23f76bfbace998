import { describe, expect, it, jest } from '@jest/globals';
import { ticketingSettings } from '../ticketing.config.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { coverageTimer, warnWhenUncovered } from './coverage.ts';

const china = { LETHE_CALENDAR_COUNTRY: 'CN', LETHE_CALENDAR_ZONE: 'Asia/Shanghai' };
const at = (now: string, environment: Record<string, string>) => {
  const warn = jest.fn();
  const kit = { settings: ticketingSettings.parse(environment), clock: () => now, logger: { warn } };
  return { warn, kit: kit as unknown as TicketingKit };
};
const atStart = async (now: string, environment: Record<string, string>) => {
  const { warn, kit } = at(now, environment);
  await coverageTimer(kit).run();
  return warn.mock.calls;
};

describe('Days that nobody has compared with what is published (W5, TIC-3)', () => {
  it('are said at the start and daily, 60 days ahead, with what to do', async () => {
    expect(await atStart('2026-10-31T00:00:00.000Z', china)).toEqual([]);
    expect(await atStart('2026-11-02T00:00:00.000Z', china)).toEqual([
      [
        { coveredUntil: '2026-12-31', needed: '2027-01-01' },
        expect.stringMatching(/lethe calendar show YEAR.*LETHE_CALENDAR_CHECKED/),
      ],
    ]);
  });

  it('are all days of a country that we do not name, until the operator has compared them', async () => {
    const austria = { LETHE_CALENDAR_COUNTRY: 'AT' };
    expect(await atStart('2026-11-02T00:00:00.000Z', austria)).toMatchObject([[{ coveredUntil: null }, {}]]);
    expect(await atStart('2026-11-02T00:00:00.000Z', { ...austria, LETHE_CALENDAR_CHECKED: '2027-12-31' })).toEqual([]);
  });

  it('are none without a country', async () => {
    expect(await atStart('2026-11-02T00:00:00.000Z', {})).toEqual([]);
  });

  it('ring an alarm as a schedule needs one, not before', () => {
    const { warn, kit } = at('2026-12-22T00:00:00.000Z', china);
    warnWhenUncovered(kit, '2026-12-31T16:00:00.000Z');
    expect(warn).not.toHaveBeenCalled();
    warnWhenUncovered(kit, '2027-01-04T16:00:00.000Z');
    expect(warn.mock.calls).toMatchObject([
      [{ dueBy: '2027-01-04T16:00:00.000Z', coveredUntil: '2026-12-31' }, expect.stringContaining('A deadline needs')],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { isLastOfItsDay, settingsOf, wrongIn } from '../testing/slow-deadlines.ts';
import { calendarOf } from '../ticketing.config.ts';
import { closureOf } from './calendar.ts';

/** Every hour of these, and of the other places of Germany and Britain: `promised-deadlines.long.test.ts`. */
describe('Deadlines of the countries that we name (TIC-2, W5, row D1)', () => {
  it.each(['CN', 'GB.SCT', 'JP', 'US'])('in %s are right from every day of three years', (name) => {
    expect(wrongIn(name, isLastOfItsDay)).toEqual([]);
  });

  it.each([
    // Over the Spring Festival of 2026: 14 and 28 February are worked, 16 to 23 are not.
    ['CN', '2026-02-10T02:00:00.000Z', '2026-02-26T16:00:00.000Z'],
    ['CN', '2026-02-24T02:00:00.000Z', '2026-03-04T16:00:00.000Z'],
    // 1 June, half a day for children, is worked.
    ['CN', '2026-05-28T02:00:00.000Z', '2026-06-08T16:00:00.000Z'],
    ['JP', '2026-09-17T02:00:00.000Z', '2026-10-01T15:00:00.000Z'],
    ['GB.SCT', '2026-06-12T10:00:00.000Z', '2026-06-24T23:00:00.000Z'],
    ['US', '2026-06-26T15:00:00.000Z', '2026-07-09T04:00:00.000Z'],
  ])('in %s, final at %s: due by %s', (name, finalAt, dueBy) => {
    expect(closureOf(calendarOf(settingsOf(name), '2026-01-01T00:00:00.000Z'), finalAt).dueBy).toBe(dueBy);
  });
});

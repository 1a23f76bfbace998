import { describe, expect, it } from '@jest/globals';
import { givenUpAt, nextTry } from './patience.ts';

const acceptedAt = '2026-11-24T08:00:00.000Z';

const triesUntilGivenUp = (): readonly string[] => {
  const tries = [acceptedAt];
  const end = givenUpAt(acceptedAt);
  for (let now = acceptedAt; now !== end; now = nextTry(acceptedAt, now)) tries.push(nextTry(acceptedAt, now));
  return tries;
};

describe('Patience with a mail that cannot be delivered (CAN-12)', () => {
  it('ends after 72 hours', () => {
    expect(givenUpAt(acceptedAt)).toBe('2026-11-27T08:00:00.000Z');
  });

  it.each([
    ['at once', '2026-11-24T08:00:00.000Z', '2026-11-24T08:00:02.000Z'],
    ['after ten seconds', '2026-11-24T08:00:10.000Z', '2026-11-24T08:00:15.000Z'],
    ['after ten minutes', '2026-11-24T08:10:00.000Z', '2026-11-24T08:15:00.000Z'],
    ['after a day', '2026-11-25T08:00:00.000Z', '2026-11-25T08:30:00.000Z'],
    ['shortly before the end', '2026-11-27T07:59:00.000Z', '2026-11-27T08:00:00.000Z'],
  ])('waits longer each time, half an hour at most: %s', (_when, now, next) => {
    expect(nextTry(acceptedAt, now)).toBe(next);
  });

  it('tries often enough for a code and not often enough to be a nuisance', () => {
    const tries = triesUntilGivenUp();
    expect(tries.filter((at) => at < '2026-11-24T08:01:00.000Z').length).toBeGreaterThan(5);
    expect(tries.length).toBeLessThan(200);
  });
});

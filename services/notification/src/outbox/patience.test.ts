import { describe, expect, it } from '@jest/globals';
import { givenUpAt, isGivenUp, isHeldUp, nextTry } from './patience.ts';

const acceptedAt = '2026-11-24T08:00:00.000Z';
const mail = { acceptedAt, resumedAt: undefined };

const triesUntilGivenUp = (): readonly string[] => {
  const tries = [acceptedAt];
  const end = givenUpAt(acceptedAt);
  for (let now = acceptedAt; now !== end; now = nextTry(mail, now)) tries.push(nextTry(mail, now));
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
    expect(nextTry(mail, now)).toBe(next);
  });

  it('tries often enough for a code and not often enough to be a nuisance', () => {
    const tries = triesUntilGivenUp();
    expect(tries.filter((at) => at < '2026-11-24T08:01:00.000Z').length).toBeGreaterThan(5);
    expect(tries.length).toBeLessThan(200);
  });

  it('begins again for an hour, once, where an outage of ours held it past its end (K8)', () => {
    expect(isHeldUp(mail, '2026-11-27T08:29:59.999Z')).toBe(false);
    const resumedAt = '2026-11-27T16:00:00.000Z';
    expect(isHeldUp(mail, resumedAt)).toBe(true);
    const resumed = { acceptedAt, resumedAt };
    expect(nextTry(resumed, resumedAt)).toBe('2026-11-27T16:00:02.000Z');
    expect(isGivenUp(resumed, '2026-11-27T16:59:59.999Z')).toBe(false);
    expect(isGivenUp(resumed, '2026-11-27T17:00:00.000Z')).toBe(true);
    expect(isHeldUp(resumed, '2026-11-29T08:00:00.000Z')).toBe(false);
  });
});

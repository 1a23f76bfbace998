import { fold } from '@lethe/deciding';
import { describe, expect, it } from '@jest/globals';
import type { SessionsEvent } from '../sessions.events.ts';
import { after, at, days, inForce, locked, minutes, openedBy, sessionId } from '../testing/sessions.given.ts';
import { inactiveMinutes, maximumDays } from './durations.ts';
import { endOf, isNewActivity } from './lifetime.ts';
import { liveSessions } from './live-sessions.ts';
import { sessionsFold } from '../sessions.ts';

type Given = Readonly<{ history?: readonly SessionsEvent[]; seenAt?: string; durations?: typeof inForce }>;

const isLiveAt = (now: string, { history = [openedBy()], seenAt, durations = inForce }: Given = {}): boolean => {
  const lastSeen = new Map(seenAt === undefined ? [] : [[sessionId, seenAt]]);
  const sessions = fold(sessionsFold, history);
  return liveSessions(sessions, { lastSeen, inForce: durations }, now).length > 0;
};

describe('The durations (SES-1)', () => {
  it.each([
    [29, false],
    [30, true],
    [10_080, true],
    [10_081, false],
  ])('%i minutes without activity: allowed is %s', (value, allowed) => {
    expect(inactiveMinutes.safeParse(value).success).toBe(allowed);
  });

  it.each([
    [0, false],
    [1, true],
    [30, true],
    [31, false],
  ])('%i days at most: allowed is %s', (value, allowed) => {
    expect(maximumDays.safeParse(value).success).toBe(allowed);
  });
});

describe('A session without activity (SES-2)', () => {
  it.each([
    [30, minutes(30)],
    [10_080, days(7)],
  ])('of %i minutes lives to its last millisecond and not one longer', (inactive, ms) => {
    const history = [openedBy({ inactiveMinutes: inactive })];
    expect(isLiveAt(after(ms - 1), { history })).toBe(true);
    expect(isLiveAt(after(ms), { history })).toBe(false);
  });

  it('counts from when it was last seen', () => {
    const seenAt = after(minutes(10));
    expect(isLiveAt(after(days(7) + minutes(10) - 1), { seenAt })).toBe(true);
    expect(isLiveAt(after(days(7) + minutes(10)), { seenAt })).toBe(false);
  });

  it('counts from its opening where it was last seen before', () => {
    expect(isLiveAt(after(days(7) - 1), { seenAt: after(-days(1)) })).toBe(true);
  });
});

describe('A session that is always active (SES-2)', () => {
  it.each([1, 30])('of %i days lives to its last millisecond and not one longer', (maximum) => {
    const history = [openedBy({ maximumDays: maximum })];
    expect(isLiveAt(after(days(maximum) - 1), { history, seenAt: after(days(maximum) - 2) })).toBe(true);
    expect(isLiveAt(after(days(maximum)), { history, seenAt: after(days(maximum) - 1) })).toBe(false);
  });
});

describe('Changed durations (SES-2)', () => {
  it('bite at once when they are shorter', () => {
    expect(isLiveAt(after(minutes(30)), { durations: { ...inForce, inactiveMinutes: 30 } })).toBe(false);
    const seenAt = after(days(1) - 1);
    expect(isLiveAt(after(days(1)), { seenAt, durations: { ...inForce, maximumDays: 1 } })).toBe(false);
  });

  it('wait for the next sign-in when they are longer', () => {
    const history = [openedBy({ inactiveMinutes: 30, maximumDays: 1 })];
    expect(isLiveAt(after(minutes(30)), { history })).toBe(false);
  });

  it('tell the nearer of both ends', () => {
    const session = { ...inForce, openedAt: at };
    expect(endOf(session, { seenAt: undefined, inForce })).toBe(after(days(7)));
    expect(endOf(session, { seenAt: after(days(29)), inForce })).toBe(after(days(30)));
  });
});

describe('A lock (SES-3)', () => {
  it('ends what the check would let through', () => {
    expect(isLiveAt(after(1), { history: [openedBy(), locked(1)] })).toBe(false);
  });
});

describe('Activity (SES-4)', () => {
  const session = { ...inForce, openedAt: at };
  it('is written down 30 seconds after the last, and not a millisecond earlier', () => {
    expect(isNewActivity(session, undefined, after(29_999))).toBe(false);
    expect(isNewActivity(session, undefined, after(30_000))).toBe(true);
    expect(isNewActivity(session, after(60_000), after(89_999))).toBe(false);
    expect(isNewActivity(session, after(60_000), after(90_000))).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import { fixedClock } from './clock.ts';

describe('A fixed clock', () => {
  it('stands still until it is advanced', () => {
    const clock = fixedClock('2026-11-24T08:00:00Z');
    expect(clock.now()).toBe('2026-11-24T08:00:00.000Z');
    clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4, ms: 5 });
    expect(clock.now()).toBe('2026-11-25T10:03:04.005Z');
  });

  it('refuses what is no instant', () => {
    expect(() => fixedClock('tomorrow')).toThrow(RangeError);
  });
});

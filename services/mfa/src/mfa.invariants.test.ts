import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import type { FactorsEvent } from './factors.events.ts';
import { mfaInvariants } from './mfa.invariants.ts';
import { accepted, at, firstHash, now, started, used } from './testing/factors.given.ts';

const violations = (...events: readonly FactorsEvent[]) =>
  mfaInvariants.flatMap((each) =>
    each.violations(
      events.map((event) => ({ ...event, stream: 'factors-1', recordedAt: at }) as unknown as StoredEvent),
      at,
      {},
    ),
  );

describe('What must hold in the log of mfa (MFA-3)', () => {
  it('holds while every code is accepted once', () => {
    expect(violations(started, accepted(now), accepted(now + 1), used(firstHash), started, accepted(now))).toEqual([]);
  });

  it('is broken by a step or a recovery code that is accepted twice', () => {
    expect(violations(started, accepted(now), accepted(now))).toEqual([`factors-1 at ${at}`]);
    expect(violations(started, used(firstHash), used(firstHash))).toEqual([`factors-1 at ${at}`]);
  });
});

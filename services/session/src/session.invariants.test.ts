import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import { sessionInvariants } from './session.invariants.ts';
import type { SessionsEvent } from './sessions.events.ts';
import { at, floorRaised, locked, opened, openedBy, unlocked } from './testing/sessions.given.ts';

const violations = (...events: readonly SessionsEvent[]) =>
  sessionInvariants.flatMap((each) =>
    each.violations(
      events.map((event) => ({ ...event, stream: 'sessions-1', recordedAt: at }) as unknown as StoredEvent),
      at,
      {},
    ),
  );

describe('What must hold in the log of sessions (CAN-7)', () => {
  it('holds where sessions are opened before a lock and after its undo', () => {
    expect(violations(opened, locked(1), unlocked(1), opened)).toEqual([]);
  });

  it('is broken by a session that was decided on less than a floor (SES-3)', () => {
    const later = openedBy({ revisions: { identity: 0, mfa: 1 } });
    expect(violations(opened, floorRaised('mfa', 1), later)).toEqual([]);
    expect(violations(floorRaised('mfa', 1), opened)).toEqual([`sessions-1 at ${at}`]);
    expect(violations(floorRaised('identity', 1), later)).toEqual([`sessions-1 at ${at}`]);
  });

  it('is broken by a session that is opened under a lock, also where another was undone', () => {
    expect(violations(locked(1), opened)).toEqual([`sessions-1 at ${at}`]);
    expect(violations(locked(1), locked(2), unlocked(1), opened)).toEqual([`sessions-1 at ${at}`]);
  });
});

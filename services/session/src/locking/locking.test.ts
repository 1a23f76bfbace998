import { describe, expect, it } from '@jest/globals';
import { isRestricted } from '@lethe/deciding';
import { afterAll, specify } from '@lethe/deciding/specify';
import fc from 'fast-check';
import { isLocked, sessionsFold, type Sessions } from '../sessions.ts';
import {
  accountId,
  after,
  allEnded,
  at,
  days,
  inForce,
  locked,
  opened,
  otherOpened,
  otherSessionId,
  sessionId,
  unlocked,
} from '../testing/sessions.given.ts';
import { lockAccount } from './lock-account.ts';
import { unlockAccount } from './unlock-account.ts';

const given = specify(sessionsFold, { lockAccount, unlockAccount });

const lock = (attempt: number, now = at, lastSeen: ReadonlyMap<string, string> = new Map()) =>
  ({ type: 'LockAccount', data: { accountId, attempt, lastSeen, inForce, at: now } }) as const;
const unlock = (attempt: number) => ({ type: 'UnlockAccount', data: { accountId, attempt, at } }) as const;

describe('The lock of a cancellation (SES-3, CAN-7)', () => {
  it('ends every session and tells how many were live', () => {
    given(opened, otherOpened).when(lock(1)).then(locked(1), allEnded(2));
    expect(given(opened, otherOpened, locked(1), allEnded(2)).state().open.size).toBe(0);
  });

  it('does not count a session that ran out', () => {
    const now = after(days(7));
    const lastSeen = new Map([[otherSessionId, after(1)]]);
    given(opened, otherOpened)
      .when(lock(1, now, lastSeen))
      .then(
        { type: 'AccountLocked', data: { accountId, attempt: 1, lockedAt: now } },
        { type: 'AllSessionsEnded', data: { accountId, because: 'locked', live: 1, endedAt: now } },
      );
  });

  it('is done once for an attempt', () => {
    given(locked(1), allEnded(0)).when(lock(1)).nothing();
  });

  it('is refused where its attempt was undone before it came', () => {
    given(unlocked(1)).when(lock(1)).refused('attempt-undone');
  });

  it('of a later attempt is another lock', () => {
    given(locked(1), unlocked(1)).when(lock(2)).then(locked(2), allEnded(0));
  });
});

describe('The undo of a lock (CAN-7)', () => {
  it('is recorded', () => {
    given(locked(1)).when(unlock(1)).then(unlocked(1));
  });

  it('is recorded also where the lock never happened', () => {
    given().when(unlock(1)).then(unlocked(1));
  });

  it('is recorded once', () => {
    given(locked(1), unlocked(1)).when(unlock(1)).nothing();
  });

  it('does not give the sessions back', () => {
    const { open, locks } = given(opened, locked(1), allEnded(1), unlocked(1)).state();
    expect(open.has(sessionId)).toBe(false);
    expect(isRestricted(locks)).toBe(false);
  });
});

describe('Locks and undos of several attempts (X4)', () => {
  const lockOrUnlock = (step: ReturnType<typeof lock | typeof unlock>, sessions: Sessions) =>
    step.type === 'LockAccount' ? lockAccount(step, sessions) : unlockAccount(step, sessions);

  it('come to the same in whatever order they arrive', () => {
    const steps = [lock(1), lock(2), lock(3), unlock(1), unlock(2)];
    const inAnyOrder = fc.shuffledSubarray([...steps, unlock(3)], { minLength: steps.length });
    fc.assert(
      fc.property(inAnyOrder, (arriving) => {
        const sessions = afterAll(sessionsFold, lockOrUnlock, arriving);
        const undone = new Set(arriving.flatMap(({ type, data }) => (type === 'UnlockAccount' ? [data.attempt] : [])));
        const stands = arriving.some(({ type, data }) => type === 'LockAccount' && !undone.has(data.attempt));
        expect(isLocked(sessions)).toBe(stands);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import { identityInvariants } from './identity.invariants.ts';

const at = '2026-11-24T07:00:00.000Z';
const expiresAt = '2026-11-25T07:00:00.000Z';
const [ada, bob] = ['7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11', '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22'];

const event = (type: string, data: object) => ({ type, data }) as unknown as StoredEvent;
const violations = (events: readonly StoredEvent[], now = at) =>
  identityInvariants.flatMap(({ types, violations: check }) =>
    check(
      events.filter(({ type }) => types.includes(type)),
      now,
      {},
    ),
  );

const requested = event('RegistrationRequested', { registrationId: bob, expiresAt });
const confirmed = event('RegistrationConfirmed', { registrationId: bob, accountId: ada });
const registered = event('AccountRegistered', { accountId: ada });
const opened = event('AccountOpened', { accountId: ada });
const attempt = (type: string, number: number) => event(type, { accountId: ada, attempt: number });
const joined = (accountId: string) => event('StaffJoined', { accountId, role: 'administrator' });
const suspended = (accountId: string) => event('StaffSuspended', { accountId });

describe('The log of identity', () => {
  it('is sound where everything went as decided', () => {
    const registering = [requested, confirmed, opened];
    const locking = [attempt('AccountLocked', 1), attempt('AccountUnlocked', 1), attempt('AccountLocked', 2)];
    const administering = [joined(ada), joined(bob), suspended(ada)];
    const history = [...registering, ...locking, ...administering];
    expect(violations(history, '2027-01-01T00:00:00.000Z')).toEqual([]);
  });

  it.each([
    ['an account is missing (ID-1)', [confirmed], `Account ${ada} was confirmed, but not opened.`],
    ['an account was opened twice (ID-5)', [registered, opened], `Account ${ada} was opened twice.`],
    [
      'a lock came after its undo (CAN-7)',
      [attempt('LockForestalled', 1), attempt('AccountLocked', 1)],
      `Account ${ada} was locked by attempt 1 after that was undone.`,
    ],
    ['nobody administers any more (ADM-1)', [joined(ada), suspended(ada)], `${ada} was the last administrator.`],
    [
      'the last administrator became something else (ADM-1)',
      [joined(ada), event('StaffReassigned', { accountId: ada, role: 'support' })],
      `${ada} was the last administrator.`,
    ],
  ])('is broken where %s', (_what, history, violation) => {
    expect(violations(history)).toEqual([violation]);
  });

  it('is broken where a registration did not end within an hour of its time (ID-1)', () => {
    expect(violations([requested], '2026-11-25T08:00:00.000Z')).toEqual([]);
    expect(violations([requested], '2026-11-25T08:00:00.001Z')).toEqual([
      `Registration ${bob} should have ended at ${expiresAt}.`,
    ]);
  });
});

import { attemptOf, isBefore, isForestalled, lift, unrestricted, type Restrictions } from '@lethe/deciding';
import type { Invariant } from '@lethe/service';
import type { AccountEvent, AccountEventOf } from './account/account.events.ts';
import type { RegistrationEvent } from './registration/registration.events.ts';
import type { RosterEvent } from './staff/roster.events.ts';
import { evolve, hasActiveAdministrator, nobody } from './staff/roster.ts';
import { secondsAfter } from './verification/instants.ts';

const oneAccountPerRegistration: Invariant = {
  name: 'a confirmed registration is one account (ID-1)',
  types: ['RegistrationConfirmed', 'AccountRegistered', 'AccountOpened'],
  violations: (stored) => {
    const events = stored as unknown as readonly (RegistrationEvent | AccountEvent)[];
    const opened = events.flatMap(({ type, data }) =>
      type === 'AccountRegistered' || type === 'AccountOpened' ? [data.accountId] : [],
    );
    const confirmed = events.flatMap(({ type, data }) => (type === 'RegistrationConfirmed' ? [data.accountId] : []));
    const twice = opened.filter((accountId, index) => opened.indexOf(accountId) !== index);
    const missing = confirmed.filter((accountId) => !opened.includes(accountId));
    return [
      ...twice.map((accountId) => `Account ${accountId} was opened twice.`),
      ...missing.map((accountId) => `Account ${accountId} was confirmed, but not opened.`),
    ];
  },
};

type Locking = AccountEventOf<'AccountLocked' | 'AccountUnlocked' | 'LockForestalled'>;

const noLockAfterItsUndo: Invariant = {
  name: 'no lock comes after its undo (CAN-7)',
  types: ['AccountLocked', 'AccountUnlocked', 'LockForestalled'],
  violations: (stored) => {
    const locks = new Map<string, Restrictions>();
    return (stored as unknown as readonly Locking[]).flatMap(({ type, data }) => {
      const before = locks.get(data.accountId) ?? unrestricted;
      const holder = attemptOf(data.attempt);
      if (type !== 'AccountLocked') locks.set(data.accountId, lift(before, holder));
      return type === 'AccountLocked' && isForestalled(before, holder)
        ? [`Account ${data.accountId} was locked by attempt ${data.attempt} after that was undone.`]
        : [];
    });
  },
};

const anAdministratorStays: Invariant = {
  name: 'an active administrator is left (ADM-1)',
  types: ['StaffJoined', 'StaffReassigned', 'StaffSuspended', 'StaffRestored', 'StaffLeft'],
  violations: (stored) => {
    let roster = nobody;
    return (stored as unknown as readonly RosterEvent[]).flatMap((event) => {
      const before = hasActiveAdministrator(roster);
      roster = evolve(roster, event);
      return before && !hasActiveAdministrator(roster) ? [`${event.data.accountId} was the last administrator.`] : [];
    });
  },
};

/** How late the clock's work may be before it counts as forgotten. */
const patienceSeconds = 3600;

const registrationsEnd: Invariant = {
  name: 'a registration that nobody confirms ends (ID-1)',
  types: ['RegistrationRequested', 'RegistrationConfirmed', 'RegistrationEnded'],
  violations: (stored, now) => {
    const pending = new Map<string, string>();
    for (const { type, data } of stored as unknown as readonly RegistrationEvent[])
      if (type === 'RegistrationRequested') pending.set(data.registrationId, data.expiresAt);
      else pending.delete(data.registrationId);
    return [...pending].flatMap(([registrationId, expiresAt]) =>
      isBefore(secondsAfter(expiresAt, patienceSeconds), now)
        ? [`Registration ${registrationId} should have ended at ${expiresAt}.`]
        : [],
    );
  },
};

export const identityInvariants: readonly Invariant[] = [
  oneAccountPerRegistration,
  noLockAfterItsUndo,
  anAdministratorStays,
  registrationsEnd,
];

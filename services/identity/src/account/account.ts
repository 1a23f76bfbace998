import { subjectOf, type Language, type Personal, type StaffRole } from '@lethe/contracts';
import {
  attemptOf,
  isRestricted,
  lift,
  place,
  revise,
  unrestricted,
  unrevised,
  type Fold,
  type Restrictions,
  type Revised,
} from '@lethe/deciding';
import type { AccountEvent, AccountEventOf } from './account.events.ts';

/** With the revision of what a sign-in is decided on here: the password, the staff role, and what keeps the account from signing in (SES-3). */
export type RegisteredAccount = Revised &
  Readonly<{
    status: 'active' | 'locked' | 'final';
    accountId: string;
    email: Personal<string>;
    username: Personal<string>;
    passwordHash: Personal<string>;
    staffRole: StaffRole | undefined;
    registeredAt: string;
    language: Personal<Language | null>;
    timeZone: Personal<string | null>;
    /** While one is held, nobody signs in. */
    locks: Restrictions;
    digest: Readonly<{ value: string; salt: Personal<string> }> | undefined;
    addressesCleared: boolean;
  }>;

export type Account = Readonly<{ status: 'unregistered' }> | RegisteredAccount;

export const addressesSubject = (accountId: string): string =>
  subjectOf({ of: 'accountId', key: 'addresses' }, accountId);

export const unregistered: Account = { status: 'unregistered' };

const registered = ({ data }: AccountEventOf<'AccountRegistered'>): RegisteredAccount => ({
  status: 'active',
  accountId: data.accountId,
  email: data.email,
  username: data.username,
  passwordHash: data.passwordHash,
  staffRole: data.staffRole,
  registeredAt: data.registeredAt,
  language: null,
  timeZone: null,
  locks: unrestricted,
  digest: undefined,
  addressesCleared: false,
  ...unrevised,
});

const withLocks = (account: RegisteredAccount, locks: Restrictions): RegisteredAccount => ({
  ...account,
  status: isRestricted(locks) ? 'locked' : 'active',
  locks,
});

const changed = (account: RegisteredAccount, sessionId?: string): RegisteredAccount => ({
  ...account,
  ...revise(account, sessionId),
});

export const evolve = (account: Account, event: AccountEvent): Account => {
  if (event.type === 'AccountRegistered') return registered(event);
  if (account.status === 'unregistered') throw new Error(`${event.type} before AccountRegistered`);
  switch (event.type) {
    case 'UsernameChanged':
      return { ...account, username: event.data.username };
    case 'PreferencesChanged':
      return { ...account, language: event.data.language, timeZone: event.data.timeZone };
    case 'PasswordRehashed':
      return { ...account, passwordHash: event.data.passwordHash };
    case 'PasswordChanged':
      return changed({ ...account, passwordHash: event.data.passwordHash }, event.data.sessionId);
    case 'StaffRoleChanged':
      return changed({ ...account, staffRole: event.data.staffRole ?? undefined });
    case 'AccountLocked':
      return changed(withLocks(account, place(account.locks, attemptOf(event.data.attempt))));
    case 'AccountUnlocked':
      return changed(withLocks(account, lift(account.locks, attemptOf(event.data.attempt))));
    case 'LockForestalled':
      return withLocks(account, lift(account.locks, attemptOf(event.data.attempt)));
    case 'AddressReleased':
      return { ...account, status: 'final' };
    case 'EmailDigestMade':
      return { ...account, digest: { value: event.data.digest, salt: event.data.salt } };
    case 'AddressesCleared':
      return { ...account, addressesCleared: true };
  }
};

export const accountFold: Fold<Account, AccountEvent> = { initial: unregistered, evolve };

import { isShredded, subjectOf, type Language, type Personal, type StaffRole } from '@lethe/contracts';
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
export type OpenedAccount = Revised &
  Readonly<{
    status: 'active' | 'locked' | 'final';
    accountId: string;
    kind: 'local' | 'sso';
    /** These three are absent until their step. */
    email: Personal<string> | undefined;
    username: Personal<string> | undefined;
    passwordHash: Personal<string> | undefined;
    staffRole: StaffRole | undefined;
    registeredAt: string;
    language: Personal<Language | null>;
    timeZone: Personal<string | null>;
    /** While one is held, nobody signs in. */
    locks: Restrictions;
    digest: Readonly<{ value: string; salt: Personal<string> }> | undefined;
    addressesCleared: boolean;
  }>;

export type Account = Readonly<{ status: 'unregistered' }> | OpenedAccount;

/** Of a field that may not be there yet, or not to be read any more. */
export const readable = <Value>(value: Personal<Value> | undefined): Value | undefined =>
  isShredded(value) ? undefined : value;

export const addressesSubject = (accountId: string): string =>
  subjectOf({ of: 'accountId', key: 'addresses' }, accountId);

export const unregistered: Account = { status: 'unregistered' };

const opened = ({ data }: AccountEventOf<'AccountOpened'>): OpenedAccount => ({
  status: 'active',
  accountId: data.accountId,
  kind: data.kind,
  email: undefined,
  username: undefined,
  passwordHash: undefined,
  staffRole: data.staffRole,
  registeredAt: data.openedAt,
  language: null,
  timeZone: null,
  locks: unrestricted,
  digest: undefined,
  addressesCleared: false,
  ...unrevised,
});

/** What is now done in steps was one event once. */
const stepsOf = ({ data }: AccountEventOf<'AccountRegistered'>): readonly AccountEvent[] => {
  const { accountId, email, username, passwordHash, staffRole, registeredAt: at } = data;
  const role = staffRole === undefined ? {} : { staffRole };
  return [
    { type: 'AccountOpened', data: { accountId, kind: 'local', ...role, openedAt: at } },
    { type: 'EmailClaimed', data: { accountId, email, claimedAt: at } },
    { type: 'UsernameChosen', data: { accountId, username, chosenAt: at } },
    { type: 'PasswordSet', data: { accountId, passwordHash, replaces: false, setAt: at } },
  ];
};

const withLocks = (account: OpenedAccount, locks: Restrictions): OpenedAccount => ({
  ...account,
  status: isRestricted(locks) ? 'locked' : 'active',
  locks,
});

const changed = (account: OpenedAccount, sessionId?: string): OpenedAccount => ({
  ...account,
  ...revise(account, sessionId),
});

/** A first password changes nothing that anybody was let in on. */
const withPassword = (account: OpenedAccount, { data }: AccountEventOf<'PasswordSet'>): OpenedAccount => {
  const { passwordHash, replaces } = data;
  return replaces ? changed({ ...account, passwordHash }) : { ...account, passwordHash };
};

export const evolve = (account: Account, event: AccountEvent): Account => {
  if (event.type === 'AccountRegistered') return stepsOf(event).reduce(evolve, account);
  if (event.type === 'AccountOpened') return opened(event);
  if (account.status === 'unregistered') throw new Error(`${event.type} before AccountOpened`);
  switch (event.type) {
    case 'EmailClaimed':
      return { ...account, email: event.data.email };
    case 'PasswordSet':
      return withPassword(account, event);
    case 'UsernameChosen':
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

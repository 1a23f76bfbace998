import { describe, expect, it } from '@jest/globals';
import { shredded, type StaffRole } from '@lethe/contracts';
import { afterAll, specify } from '@lethe/deciding/specify';
import fc from 'fast-check';
import type { AccountEvent } from './account.events.ts';
import { accountFold, type Account } from './account.ts';
import { lockAccount } from './lock-account.ts';
import { unlockAccount } from './unlock-account.ts';
import { changePassword } from './change-password.ts';
import { changeStaffRole } from './change-staff-role.ts';
import { changeUsername } from './change-username.ts';
import { changePreferences, preferencesOf } from './change-preferences.ts';
import { rehashPassword } from './rehash-password.ts';
import { releaseAddress } from './release-address.ts';
import { makeEmailDigest } from './make-email-digest.ts';
import { clearAddresses } from './clear-addresses.ts';

const given = specify(accountFold, {
  changePassword,
  changeStaffRole,
  changeUsername,
  changePreferences,
  rehashPassword,
  lockAccount,
  unlockAccount,
  releaseAddress,
  makeEmailDigest,
  clearAddresses,
});
const at = '2026-11-24T07:00:00.000Z';
const accountId = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const cancellationId = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';

const registered: AccountEvent = {
  type: 'AccountRegistered',
  data: { accountId, email: 'Ada@example.com', username: 'Ada', passwordHash: 'old', registeredAt: at },
};
const lockedBy = (attempt: number): AccountEvent => ({
  type: 'AccountLocked',
  data: { accountId, attempt, lockedAt: at },
});
const unlocked = (attempt: number): AccountEvent => ({
  type: 'AccountUnlocked',
  data: { accountId, attempt, unlockedAt: at },
});
const forestalled = (attempt: number): AccountEvent => ({
  type: 'LockForestalled',
  data: { accountId, attempt, forestalledAt: at },
});
const released: AccountEvent = { type: 'AddressReleased', data: { accountId, cancellationId, releasedAt: at } };
const digestMade: AccountEvent = {
  type: 'EmailDigestMade',
  data: { accountId, cancellationId, digest: 'digest', salt: 'salt', madeAt: at },
};
const cleared: AccountEvent = { type: 'AddressesCleared', data: { accountId, cancellationId, clearedAt: at } };

const changeTo = (username: string) => ({ type: 'ChangeUsername', data: { username, at } }) as const;
const lock = (attempt: number) => ({ type: 'LockAccount', data: { attempt, at } }) as const;
const unlock = (attempt: number) => ({ type: 'UnlockAccount', data: { attempt, at } }) as const;
const sessionId = '3b9f0c0e-1f65-4c1c-8d1e-6a2f7c9d4e55';
const otherSessionId = '5d2c8f4a-7b1e-4e0f-9a36-0c8b1d7e2f66';
const passwordChanged = (passwordHash = 'new', changedIn = sessionId): AccountEvent => ({
  type: 'PasswordChanged',
  data: { accountId, sessionId: changedIn, passwordHash, changedAt: at },
});
const roleChanged = (staffRole: StaffRole | null): AccountEvent => ({
  type: 'StaffRoleChanged',
  data: { accountId, staffRole, changedAt: at },
});
const changeRole = (staffRole: StaffRole | null) => ({ type: 'ChangeStaffRole', data: { staffRole, at } }) as const;
const change = { type: 'ChangePassword', data: { passwordHash: 'new', sessionId, at } } as const;
const rehash = { type: 'RehashPassword', data: { passwordHash: 'new', replaces: 'old', at } } as const;
const release = { type: 'ReleaseAddress', data: { cancellationId, releasedAt: at } } as const;
const makeDigest = { type: 'MakeEmailDigest', data: { cancellationId, digest: 'digest', salt: 'salt', at } } as const;
const clear = { type: 'ClearAddresses', data: { cancellationId, at } } as const;

const prefer = (language: 'en' | 'zh', timeZone: string | null) =>
  ({ type: 'ChangePreferences', data: { language, timeZone, at } }) as const;
const preferred: AccountEvent = {
  type: 'PreferencesChanged',
  data: { accountId, language: 'zh', timeZone: 'Asia/Shanghai', changedAt: at },
};

describe('Changing language and time zone (API-4)', () => {
  it('is recorded, and once', () => {
    given(registered).when(prefer('zh', 'Asia/Shanghai')).then(preferred);
    given(registered, preferred).when(prefer('zh', 'Asia/Shanghai')).nothing();
  });
  it('takes the time zone away again', () => {
    given(registered, preferred)
      .when(prefer('zh', null))
      .then({ type: 'PreferencesChanged', data: { accountId, language: 'zh', timeZone: null, changedAt: at } });
  });
  it('is refused once the account is locked', () => {
    given(registered, lockedBy(1)).when(prefer('en', null)).refused('account-not-active');
  });
  it('are told as they are, and as unknown once their key is gone (L11)', () => {
    expect(preferencesOf({ language: 'zh', timeZone: shredded })).toEqual({ language: 'zh', timeZone: null });
  });
});

describe('Changing the username (ID-3)', () => {
  it('is recorded', () => {
    given(registered)
      .when(changeTo('Ada Lovelace'))
      .then({ type: 'UsernameChanged', data: { accountId, username: 'Ada Lovelace', changedAt: at } });
  });
  it('to the same name changes nothing', () => {
    given(registered).when(changeTo('Ada')).nothing();
  });
  it('is refused once the account is locked', () => {
    given(registered, lockedBy(1)).when(changeTo('Eve')).refused('account-not-active');
  });
  it('is refused where nobody is registered, and after the point of no return', () => {
    given().when(changeTo('Eve')).refused('account-not-active');
    given(registered, lockedBy(1), released).when(changeTo('Eve')).refused('account-not-active');
  });
  it('is possible again after the lock was undone', () => {
    given(registered, lockedBy(1), unlocked(1))
      .when(changeTo('Eve'))
      .then({ type: 'UsernameChanged', data: { accountId, username: 'Eve', changedAt: at } });
  });
});

describe('Changing the password (ID-3)', () => {
  it('is recorded with the session that did it', () => {
    given(registered).when(change).then(passwordChanged());
    expect(given(registered, passwordChanged()).state()).toMatchObject({ passwordHash: 'new' });
  });
  it('is refused where nobody is registered, under a lock, and after the point of no return', () => {
    given().when(change).refused('account-not-active');
    given(registered, lockedBy(1)).when(change).refused('account-not-active');
    given(registered, lockedBy(1), released).when(change).refused('account-not-active');
  });
});

describe('Changing the staff role (ADM-1)', () => {
  it('is recorded once, also under a lock', () => {
    given(registered).when(changeRole('support')).then(roleChanged('support'));
    given(registered, roleChanged('support')).when(changeRole('support')).nothing();
    given(registered, roleChanged('support'), lockedBy(1)).when(changeRole(null)).then(roleChanged(null));
    given(registered, roleChanged('support'), roleChanged(null)).when(changeRole(null)).nothing();
  });
  it('does nothing where nobody is registered, and after the point of no return', () => {
    given().when(changeRole('support')).nothing();
    given(registered, lockedBy(1), released).when(changeRole('support')).nothing();
  });
});

describe('Rehashing the password when parameters rose (ID-4)', () => {
  it('is recorded', () => {
    given(registered)
      .when(rehash)
      .then({ type: 'PasswordRehashed', data: { accountId, passwordHash: 'new', rehashedAt: at } });
  });
  it('leaves a hash alone that is not the one that was verified', () => {
    given(registered, { type: 'PasswordRehashed', data: { accountId, passwordHash: 'another', rehashedAt: at } })
      .when(rehash)
      .nothing();
  });
  it('leaves a password alone that was set since the old one was verified', () => {
    given(registered, passwordChanged('another')).when(rehash).nothing();
  });
  it('does nothing to an account that is locked', () => {
    given(registered, lockedBy(1)).when(rehash).nothing();
  });
});

describe('Locking by attempt (CAN-7)', () => {
  it('is recorded', () => {
    given(registered).when(lock(1)).then(lockedBy(1));
  });
  it('happens once, however often it is asked', () => {
    given(registered, lockedBy(1)).when(lock(1)).nothing();
  });
  it('is refused after its own undo', () => {
    given(registered, lockedBy(1), unlocked(1)).when(lock(1)).refused('attempt-undone');
  });
  it('is refused where the undo arrived first', () => {
    given(registered, forestalled(1)).when(lock(1)).refused('attempt-undone');
  });
  it('by a new attempt is possible after the undo of an earlier one', () => {
    given(registered, forestalled(1)).when(lock(2)).then(lockedBy(2));
  });
  it('is refused where nobody is registered, and after the point of no return', () => {
    given().when(lock(1)).refused('account-unknown');
    given(registered, lockedBy(1), released).when(lock(2)).refused('account-unknown');
  });
});

describe('Undoing a lock (CAN-7)', () => {
  it('gives the sign-in back', () => {
    given(registered, lockedBy(1)).when(unlock(1)).then(unlocked(1));
  });
  it('is recorded also where the lock never happened', () => {
    given(registered).when(unlock(1)).then(forestalled(1));
  });
  it('of an earlier attempt leaves the lock of a later one', () => {
    given(registered, lockedBy(2)).when(unlock(1)).then(forestalled(1));
    expect(given(registered, lockedBy(2), forestalled(1)).state()).toMatchObject({ status: 'locked' });
  });
  it('happens once, however often it is asked', () => {
    given(registered, lockedBy(1), unlocked(1)).when(unlock(1)).nothing();
    given(registered, forestalled(1)).when(unlock(1)).nothing();
  });
  it('does nothing after the point of no return', () => {
    given(registered, lockedBy(1), released).when(unlock(1)).nothing();
  });
});

describe('The revision of what a sign-in is decided on (SES-3)', () => {
  const revisedBy = (...history: readonly AccountEvent[]) => {
    const account = given(registered, ...history).state();
    if (account.status === 'unregistered') throw new Error('Nobody is registered.');
    return account;
  };
  const revisionAfter = (...history: readonly AccountEvent[]): number => revisedBy(...history).revision;

  it('counts each lock and each end of being locked', () => {
    expect(revisionAfter()).toBe(0);
    expect(revisionAfter(lockedBy(1))).toBe(1);
    expect(revisionAfter(lockedBy(1), unlocked(1))).toBe(2);
    expect(revisionAfter(lockedBy(1), lockedBy(2), forestalled(1), unlocked(2))).toBe(3);
  });

  it('counts each new password, and knows the session that set it while nothing else changed (M1)', () => {
    expect(revisionAfter(passwordChanged())).toBe(1);
    expect(revisedBy(passwordChanged(), passwordChanged()).changedIn).toEqual({ sessionId, since: 0 });
    expect(revisedBy(passwordChanged(), passwordChanged('other', otherSessionId)).changedIn).toEqual({
      sessionId: otherSessionId,
      since: 1,
    });
    expect(revisedBy(passwordChanged(), lockedBy(1)).changedIn).toBeUndefined();
  });

  it('counts each change of the staff role, and spares no session (ADM-1)', () => {
    expect(revisionAfter(roleChanged('support'), roleChanged(null))).toBe(2);
    expect(revisedBy(passwordChanged(), roleChanged('support')).changedIn).toBeUndefined();
    expect(revisedBy(roleChanged('support'), passwordChanged()).changedIn).toEqual({ sessionId, since: 1 });
  });

  it('counts nothing else: an undo that comes before its lock ends nobody’s session, nor does the same password hashed anew', () => {
    const rehashed = { type: 'PasswordRehashed', data: { accountId, passwordHash: 'new', rehashedAt: at } } as const;
    expect(revisionAfter(forestalled(1), preferred, rehashed)).toBe(0);
  });
});

describe('Locks and undos of several attempts (X4)', () => {
  const lockOrUnlock = (step: ReturnType<typeof lock | typeof unlock>, account: Account) =>
    step.type === 'LockAccount' ? lockAccount(step, account) : unlockAccount(step, account);
  /** Each attempt locks, and those up to a certain one are undone; all of it arrives in any order. */
  const arriving = fc.nat(4).chain((undone) => {
    const attempts = [1, 2, 3, 4];
    const steps = [
      ...attempts.map((attempt) => lock(attempt)),
      ...attempts.slice(0, undone).map((attempt) => unlock(attempt)),
    ];
    return fc.record({ undone: fc.constant(undone), steps: fc.shuffledSubarray(steps, { minLength: steps.length }) });
  });

  it('come to the same in whatever order they arrive', () => {
    fc.assert(
      fc.property(arriving, ({ undone, steps }) => {
        const account = afterAll(accountFold, lockOrUnlock, steps, [registered]);
        expect(account.status).toBe(undone === 4 ? 'active' : 'locked');
      }),
    );
  });

  it('give the sign-in back with the last undo, whatever came before it', () => {
    given(registered, lockedBy(1), forestalled(2)).when(unlock(1)).then(unlocked(1));
    given(registered, lockedBy(1), lockedBy(2)).when(unlock(2)).then(forestalled(2));
    given(registered, lockedBy(1), lockedBy(2), forestalled(2)).when(unlock(1)).then(unlocked(1));
  });

  it('of an earlier attempt may come after the undo of a later one', () => {
    given(registered, forestalled(2)).when(lock(1)).then(lockedBy(1));
  });
});

describe('Releasing the address (PLAN-2)', () => {
  it('is recorded once', () => {
    given(registered, lockedBy(1)).when(release).then(released);
    given(registered, lockedBy(1), released).when(release).nothing();
  });
  it('does nothing where nobody is registered', () => {
    given().when(release).nothing();
  });
});

describe('The digest of the address (CAN-11)', () => {
  it('is made once', () => {
    given(registered, released).when(makeDigest).then(digestMade);
    given(registered, released, digestMade).when(makeDigest).nothing();
  });
  it('is not made before the point of no return, nor after the addresses are cleared', () => {
    given(registered).when(makeDigest).nothing();
    given(registered, released, cleared).when(makeDigest).nothing();
  });
});

describe('Clearing the addresses (CAN-7)', () => {
  it('is recorded once', () => {
    given(registered, released, digestMade).when(clear).then(cleared);
    given(registered, released, digestMade, cleared).when(clear).nothing();
  });
  it('does nothing before the point of no return', () => {
    given(registered, lockedBy(1)).when(clear).nothing();
  });
});

describe('An account whose key is destroyed (CAN-10)', () => {
  it('still folds', () => {
    const gone: AccountEvent = {
      type: 'AccountRegistered',
      data: { accountId, email: shredded, username: shredded, passwordHash: shredded, registeredAt: at },
    };
    expect(given(gone, lockedBy(1), released, cleared).state()).toMatchObject({
      status: 'final',
      username: shredded,
      addressesCleared: true,
    });
  });
});

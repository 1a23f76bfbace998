import type { Decider, Refusal } from '@lethe/deciding';
import type { AccountEvent } from './account.events.ts';
import { evolve, unregistered, type Account } from './account.ts';
import { changePreferences, type ChangePreferences } from './change-preferences.ts';
import { changeUsername, type ChangeUsername } from './change-username.ts';
import { clearAddresses, type ClearAddresses } from './clear-addresses.ts';
import { lockAccount, type LockAccount } from './lock-account.ts';
import { makeEmailDigest, type MakeEmailDigest } from './make-email-digest.ts';
import { registerAccount, type RegisterAccount } from './register-account.ts';
import { rehashPassword, type RehashPassword } from './rehash-password.ts';
import { releaseAddress, type ReleaseAddress } from './release-address.ts';
import { unlockAccount, type UnlockAccount } from './unlock-account.ts';

export type AccountCommand =
  | RegisterAccount
  | ChangeUsername
  | ChangePreferences
  | RehashPassword
  | LockAccount
  | UnlockAccount
  | ReleaseAddress
  | MakeEmailDigest
  | ClearAddresses;

export type AccountRefusal = Refusal<'account-not-active' | 'account-unknown' | 'attempt-undone', Record<never, never>>;

export const accountDecider: Decider<AccountCommand, Account, AccountEvent, AccountRefusal> = {
  initial: unregistered,
  evolve,
  decide: (command, account) => {
    switch (command.type) {
      case 'RegisterAccount':
        return registerAccount(command, account);
      case 'ChangeUsername':
        return changeUsername(command, account);
      case 'ChangePreferences':
        return changePreferences(command, account);
      case 'RehashPassword':
        return rehashPassword(command, account);
      case 'LockAccount':
        return lockAccount(command, account);
      case 'UnlockAccount':
        return unlockAccount(command, account);
      case 'ReleaseAddress':
        return releaseAddress(command, account);
      case 'MakeEmailDigest':
        return makeEmailDigest(command, account);
      case 'ClearAddresses':
        return clearAddresses(command, account);
    }
  },
};

import { attemptOf, isForestalled, isRestricted, lift, type Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type UnlockAccount = Message<'UnlockAccount', { attempt: number; at: string }>;

/** Recorded also where the lock never happened, or another one stays. After the point of no return there is nothing to undo. */
export const unlockAccount = (
  { data: { attempt, at } }: UnlockAccount,
  account: Account,
): readonly AccountEventOf<'AccountUnlocked' | 'LockForestalled'>[] => {
  if (account.status === 'unregistered' || account.status === 'final') return [];
  const { accountId, locks } = account;
  const holder = attemptOf(attempt);
  if (isForestalled(locks, holder)) return [];
  return isRestricted(locks) && !isRestricted(lift(locks, holder))
    ? [{ type: 'AccountUnlocked', data: { accountId, attempt, unlockedAt: at } }]
    : [{ type: 'LockForestalled', data: { accountId, attempt, forestalledAt: at } }];
};

import type { Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type UnlockAccount = Message<'UnlockAccount', { attempt: number; at: string }>;

/** Recorded also where the lock never happened. After the point of no return there is nothing to undo. */
export const unlockAccount = (
  { data: { attempt, at } }: UnlockAccount,
  account: Account,
): readonly AccountEventOf<'AccountUnlocked' | 'LockForestalled'>[] => {
  if (account.status === 'unregistered' || account.status === 'final') return [];
  if (attempt <= account.undoneThrough) return [];
  const { accountId } = account;
  return account.lockedBy === attempt
    ? [{ type: 'AccountUnlocked', data: { accountId, attempt, unlockedAt: at } }]
    : [{ type: 'LockForestalled', data: { accountId, attempt, forestalledAt: at } }];
};

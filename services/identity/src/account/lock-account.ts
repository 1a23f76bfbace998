import { attemptOf, isForestalled, refuse, type Message, type Refusal } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type LockAccount = Message<'LockAccount', { attempt: number; at: string }>;
type No = Refusal<'account-unknown' | 'attempt-undone', Record<never, never>>;

/** CAN-7: by attempt, so that an undo that arrives first wins over the lock it undoes. */
export const lockAccount = (
  { data: { attempt, at } }: LockAccount,
  account: Account,
): readonly AccountEventOf<'AccountLocked'>[] | No => {
  if (account.status === 'unregistered' || account.status === 'final') return refuse('account-unknown');
  if (isForestalled(account.locks, attemptOf(attempt))) return refuse('attempt-undone');
  if (account.locks.held.has(attemptOf(attempt))) return [];
  return [{ type: 'AccountLocked', data: { accountId: account.accountId, attempt, lockedAt: at } }];
};

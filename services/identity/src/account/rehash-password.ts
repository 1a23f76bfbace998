import type { Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

/** `replaces` is the hash that was verified: one that was set meanwhile stays. */
export type RehashPassword = Message<'RehashPassword', { passwordHash: string; replaces: string; at: string }>;

export const rehashPassword = (
  { data: { passwordHash, replaces, at } }: RehashPassword,
  account: Account,
): readonly AccountEventOf<'PasswordRehashed'>[] => {
  if (account.status !== 'active' || account.passwordHash !== replaces) return [];
  return [{ type: 'PasswordRehashed', data: { accountId: account.accountId, passwordHash, rehashedAt: at } }];
};

import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type ChangeUsername = Message<'ChangeUsername', { username: string; at: string }>;

export const changeUsername = (
  { data: { username, at } }: ChangeUsername,
  account: Account,
): readonly AccountEventOf<'UsernameChanged'>[] | Refusal<'account-not-active', Record<never, never>> => {
  if (account.status !== 'active') return refuse('account-not-active');
  if (account.username === username) return [];
  return [{ type: 'UsernameChanged', data: { accountId: account.accountId, username, changedAt: at } }];
};

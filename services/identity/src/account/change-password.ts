import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type ChangePassword = Message<'ChangePassword', { passwordHash: string; sessionId: string; at: string }>;

/** ID-3. That the person knows the current password comes with the command. */
export const changePassword = (
  { data: { passwordHash, sessionId, at } }: ChangePassword,
  account: Account,
): readonly AccountEventOf<'PasswordChanged'>[] | Refusal<'account-not-active', Record<never, never>> => {
  if (account.status !== 'active') return refuse('account-not-active');
  const { accountId } = account;
  return [{ type: 'PasswordChanged', data: { accountId, sessionId, passwordHash, changedAt: at } }];
};

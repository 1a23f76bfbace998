import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type ResetPassword = Message<'ResetPassword', { passwordHash: string; at: string }>;

/** ID-6. That the person reads the mail of the account comes with the command. A provider's account has no password. */
export const resetPassword = (
  { data: { passwordHash, at } }: ResetPassword,
  account: Account,
): readonly AccountEventOf<'PasswordSet'>[] | Refusal<'account-not-active', Record<never, never>> => {
  if (account.status !== 'active' || account.kind !== 'local') return refuse('account-not-active');
  const { accountId } = account;
  const replaces = account.passwordHash !== undefined;
  return [{ type: 'PasswordSet', data: { accountId, passwordHash, replaces, setAt: at } }];
};

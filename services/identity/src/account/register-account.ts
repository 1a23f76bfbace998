import type { StaffRole } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type RegisterAccount = Message<
  'RegisterAccount',
  {
    accountId: string;
    email: string;
    username: string;
    passwordHash: string;
    staffRole?: StaffRole;
    at: string;
  }
>;

export const registerAccount = (
  { data: { at, ...data } }: RegisterAccount,
  account: Account,
): readonly AccountEventOf<'AccountRegistered'>[] =>
  account.status === 'unregistered' ? [{ type: 'AccountRegistered', data: { ...data, registeredAt: at } }] : [];

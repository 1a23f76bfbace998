import type { StaffRole } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { AccountEvent } from './account.events.ts';
import type { Account } from './account.ts';

export type OpenAccount = Message<
  'OpenAccount',
  Readonly<{
    accountId: string;
    kind: 'local' | 'sso';
    email: string;
    username: string;
    /** Absent: it has none, and nobody signs in with one until it is set. */
    passwordHash?: string;
    staffRole?: StaffRole;
    at: string;
  }>
>;

/** ADR 43: each fact of a new account alone, so that every way to one is the same steps. */
export const openingSteps = ({ data }: OpenAccount, account: Account): readonly AccountEvent[] => {
  if (account.status !== 'unregistered') return [];
  const { accountId, kind, email, username, passwordHash, staffRole, at } = data;
  const opened = { accountId, kind, ...(staffRole === undefined ? {} : { staffRole }), openedAt: at };
  return [
    { type: 'AccountOpened', data: opened },
    { type: 'EmailClaimed', data: { accountId, email, claimedAt: at } },
    { type: 'UsernameChosen', data: { accountId, username, chosenAt: at } },
    ...(passwordHash === undefined
      ? []
      : [{ type: 'PasswordSet', data: { accountId, passwordHash, replaces: false, setAt: at } } as const]),
  ];
};

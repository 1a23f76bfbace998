import type { Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type ReleaseAddress = Message<'ReleaseAddress', { cancellationId: string; releasedAt: string }>;

/** PLAN-2: from here on somebody else may register with the address. */
export const releaseAddress = (
  { data }: ReleaseAddress,
  account: Account,
): readonly AccountEventOf<'AddressReleased'>[] => {
  if (account.status === 'unregistered' || account.status === 'final') return [];
  return [{ type: 'AddressReleased', data: { accountId: account.accountId, ...data } }];
};

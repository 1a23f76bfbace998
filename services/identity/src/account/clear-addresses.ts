import type { Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type ClearAddresses = Message<'ClearAddresses', { cancellationId: string; at: string }>;

export const clearAddresses = (
  { data: { cancellationId, at } }: ClearAddresses,
  account: Account,
): readonly AccountEventOf<'AddressesCleared'>[] => {
  if (account.status !== 'final' || account.addressesCleared) return [];
  return [{ type: 'AddressesCleared', data: { accountId: account.accountId, cancellationId, clearedAt: at } }];
};

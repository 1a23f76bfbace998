import type { Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type MakeEmailDigest = Message<
  'MakeEmailDigest',
  { cancellationId: string; digest: string; salt: string; at: string }
>;

/** CAN-11: made once; another salt later would no longer fit the certificate. */
export const makeEmailDigest = (
  { data: { at, ...data } }: MakeEmailDigest,
  account: Account,
): readonly AccountEventOf<'EmailDigestMade'>[] => {
  if (account.status !== 'final' || account.digest !== undefined || account.addressesCleared) return [];
  return [{ type: 'EmailDigestMade', data: { accountId: account.accountId, ...data, madeAt: at } }];
};

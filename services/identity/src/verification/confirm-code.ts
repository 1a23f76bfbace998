import type { Message } from '@lethe/deciding';
import { checkCode, codeExpired, type CodeRefusal } from './live-code.ts';
import type { CodePurpose, VerificationEventOf } from './verification.events.ts';
import type { Verification } from './verification.ts';

export type ConfirmCode = Message<
  'ConfirmCode',
  { accountId: string | null; purpose: CodePurpose; codeHash: string; at: string }
>;

/** A wrong guess is an event too: it must count on every replica, and once for each command. */
export const confirmCode = (
  { data: { accountId, purpose, codeHash, at } }: ConfirmCode,
  verification: Verification,
):
  | readonly VerificationEventOf<'CodeConfirmed' | 'CodeRejected'>[]
  | Extract<CodeRefusal, { refused: 'code-expired' }> => {
  const check = checkCode(verification.codes[purpose].live, codeHash, at);
  if (check.result === 'expired') return codeExpired;
  if (check.result === 'wrong')
    return [{ type: 'CodeRejected', data: { accountId, purpose, attemptsLeft: check.attemptsLeft, rejectedAt: at } }];
  // Of an address that nobody has no code fits.
  if (accountId === null) return codeExpired;
  return [{ type: 'CodeConfirmed', data: { accountId, purpose, confirmedAt: at } }];
};

import { isBefore, refuse, type Message, type Refusal } from '@lethe/deciding';
import { secondsAfter } from './instants.ts';
import { codeSeconds } from './live-code.ts';
import type { CodePurpose, VerificationEventOf } from './verification.events.ts';
import type { Verification } from './verification.ts';

export type SendCode = Message<
  'SendCode',
  { accountId: string | null; purpose: CodePurpose; codeId: string; codeHash: string | null; at: string }
>;

/** ID-7: between two codes to one address. */
export const secondsBetweenSends = 60;
/** NIST SP 800-63B-4 3.2.2 allows 100 wrong guesses in a row; a new code does not start the count again (3.1.3). */
const wrongInARowLimit = 20;
const secondsOfRest = 24 * 3600;

export const sendCode = (
  { data: { at, ...data } }: SendCode,
  verification: Verification,
): readonly VerificationEventOf<'CodeSent'>[] | Refusal<'code-too-soon' | 'too-many-codes', { retryAt: string }> => {
  const { lastSentAt, wrongInARow, lastWrongAt } = verification.codes[data.purpose];
  const rested = lastWrongAt === undefined ? at : secondsAfter(lastWrongAt, secondsOfRest);
  if (wrongInARow >= wrongInARowLimit && isBefore(at, rested)) return refuse('too-many-codes', { retryAt: rested });
  const next = lastSentAt === undefined ? at : secondsAfter(lastSentAt, secondsBetweenSends);
  if (isBefore(at, next)) return refuse('code-too-soon', { retryAt: next });
  return [{ type: 'CodeSent', data: { ...data, sentAt: at, expiresAt: secondsAfter(at, codeSeconds) } }];
};

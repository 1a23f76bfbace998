import type { LiveCode } from './live-code.ts';
import { codeAttempts } from './live-code.ts';
import type { CodePurpose, VerificationEvent } from './verification.events.ts';
import type { Fold } from '@lethe/deciding';

/** What is known of the codes of one purpose. Wrong guesses count on over new codes, until one was right. */
export type Codes = Readonly<{
  live: (LiveCode & Readonly<{ codeId: string }>) | undefined;
  lastSentAt: string | undefined;
  wrongInARow: number;
  lastWrongAt: string | undefined;
}>;

export type Verification = Readonly<Record<CodePurpose, Codes>>;

const noCodes: Codes = { live: undefined, lastSentAt: undefined, wrongInARow: 0, lastWrongAt: undefined };
export const unverified: Verification = {
  'bind-factor': noCodes,
  cancellation: noCodes,
  'stop-cancellation': noCodes,
};

const codesAfter = (codes: Codes, event: Exclude<VerificationEvent, { type: 'CancellationGranted' }>): Codes => {
  switch (event.type) {
    case 'CodeSent': {
      const { codeId, codeHash, sentAt, expiresAt } = event.data;
      const live = { codeId, hash: codeHash, expiresAt, attemptsLeft: codeAttempts };
      return { ...codes, live, lastSentAt: sentAt };
    }
    case 'CodeRejected': {
      const { attemptsLeft, rejectedAt } = event.data;
      const live = codes.live && { ...codes.live, attemptsLeft };
      return { ...codes, live, wrongInARow: codes.wrongInARow + 1, lastWrongAt: rejectedAt };
    }
    case 'CodeConfirmed':
      return { ...codes, live: undefined, wrongInARow: 0, lastWrongAt: undefined };
  }
};

export const evolve = (verification: Verification, event: VerificationEvent): Verification => {
  if (event.type === 'CancellationGranted') return verification;
  const { purpose } = event.data;
  return { ...verification, [purpose]: codesAfter(verification[purpose], event) };
};

export const verificationFold: Fold<Verification, VerificationEvent> = { initial: unverified, evolve };

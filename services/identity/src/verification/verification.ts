import { everyCodePurpose } from '@lethe/contracts';
import type { Fold } from '@lethe/deciding';
import type { LiveCode } from './live-code.ts';
import { codeAttempts } from './live-code.ts';
import type { CodePurpose, VerificationEvent, VerificationEventOf } from './verification.events.ts';

/** What is known of the codes of one purpose. Wrong guesses count on over new codes, until one was right. */
export type Codes = Readonly<{
  live: (LiveCode & Readonly<{ codeId: string }>) | undefined;
  /** Whom the last one was for; null: nobody. */
  accountId: string | null;
  lastSentAt: string | undefined;
  wrongInARow: number;
  lastWrongAt: string | undefined;
}>;

export type Verification = Readonly<{ codes: Readonly<Record<CodePurpose, Codes>> }>;

const noCodes: Codes = {
  live: undefined,
  accountId: null,
  lastSentAt: undefined,
  wrongInARow: 0,
  lastWrongAt: undefined,
};
export const unverified: Verification = {
  codes: Object.fromEntries(everyCodePurpose.map((purpose) => [purpose, noCodes])) as Record<CodePurpose, Codes>,
};

type CodeEvent = VerificationEventOf<'CodeSent' | 'CodeRejected' | 'CodeConfirmed'>;

const codesAfter = (codes: Codes, event: CodeEvent): Codes => {
  switch (event.type) {
    case 'CodeSent': {
      const { accountId, codeId, codeHash, sentAt, expiresAt } = event.data;
      const live = { codeId, hash: codeHash, expiresAt, attemptsLeft: codeAttempts };
      return { ...codes, live, accountId, lastSentAt: sentAt };
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
  switch (event.type) {
    // Whoever takes a grant records that it is used.
    case 'CancellationGranted':
    case 'GrantIssued':
      return verification;
    case 'CodeSent':
    case 'CodeRejected':
    case 'CodeConfirmed': {
      const { codes } = verification;
      const { purpose } = event.data;
      return { codes: { ...codes, [purpose]: codesAfter(codes[purpose], event) } };
    }
  }
};

export const verificationFold: Fold<Verification, VerificationEvent> = { initial: unverified, evolve };

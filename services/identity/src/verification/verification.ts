import { everyCodePurpose } from '@lethe/contracts';
import { isBefore, type Fold } from '@lethe/deciding';
import type { LiveCode } from './live-code.ts';
import { codeAttempts } from './live-code.ts';
import type { CodePurpose, GrantPurpose, VerificationEvent, VerificationEventOf } from './verification.events.ts';

/** What is known of the codes of one purpose. Wrong guesses count on over new codes, until one was right. */
export type Codes = Readonly<{
  live: (LiveCode & Readonly<{ codeId: string }>) | undefined;
  /** Whom the last one was for; null: nobody. */
  accountId: string | null;
  lastSentAt: string | undefined;
  wrongInARow: number;
  lastWrongAt: string | undefined;
}>;

/** What was proven and is not used yet, for the session that proved it. */
export type OpenGrant = Readonly<{ purpose: GrantPurpose; sessionId: string; expiresAt: string }>;

export type Verification = Readonly<{
  codes: Readonly<Record<CodePurpose, Codes>>;
  grants: ReadonlyMap<string, OpenGrant>;
}>;

const noCodes: Codes = {
  live: undefined,
  accountId: null,
  lastSentAt: undefined,
  wrongInARow: 0,
  lastWrongAt: undefined,
};
export const unverified: Verification = {
  codes: Object.fromEntries(everyCodePurpose.map((purpose) => [purpose, noCodes])) as Record<CodePurpose, Codes>,
  grants: new Map(),
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

/** Those whose time is over go with the next one, so that their number is that of ten minutes. */
const withGrant = (
  grants: Verification['grants'],
  { data: { grantId, purpose, sessionId, grantedAt, expiresAt } }: VerificationEventOf<'GrantIssued'>,
): Verification['grants'] =>
  new Map([
    ...[...grants].filter(([, grant]) => isBefore(grantedAt, grant.expiresAt)),
    [grantId, { purpose, sessionId, expiresAt }],
  ]);

export const evolve = (verification: Verification, event: VerificationEvent): Verification => {
  const { codes, grants } = verification;
  switch (event.type) {
    case 'CancellationGranted':
      return verification;
    case 'GrantIssued':
      return { codes, grants: withGrant(grants, event) };
    case 'CodeSent':
    case 'CodeRejected':
    case 'CodeConfirmed': {
      const { purpose } = event.data;
      return { codes: { ...codes, [purpose]: codesAfter(codes[purpose], event) }, grants };
    }
  }
};

export const verificationFold: Fold<Verification, VerificationEvent> = { initial: unverified, evolve };

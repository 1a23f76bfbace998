import type { LookUp } from '@lethe/event-store';
import type { Sealing } from '@lethe/sealing';

/** What a token gives: a whole session, or a sign-in that lacks its second factor. */
export type TokenKind = 'session-token' | 'pending-sign-in';

/**
 * An opaque token of 256 bits that nobody can guess who lacks the service's index key. It is the same for the same
 * command, so that a sign-in sent again is answered alike, and it is stored nowhere.
 */
export const tokenOf = (sealing: Sealing, kind: TokenKind, commandId: string): string =>
  sealing.blindIndex(`${kind}/made`, commandId);

/** All that is stored of a token (SES-6). */
export const hashOf = (sealing: Sealing, kind: TokenKind, token: string): string => sealing.blindIndex(kind, token);

/** The row that finds the account of a token. */
export const rowOf = (accountId: string, held: Readonly<{ tokenHash: string; sessionId?: string }>): LookUp => ({
  kind: ('sessionId' in held ? 'session-token' : 'pending-sign-in') satisfies TokenKind,
  hmac: held.tokenHash,
  holder: accountId,
});

import type { LookUp } from '@lethe/event-store';
import type { Sealing } from '@lethe/sealing';
import type { PendingSignIn, Session } from './sessions.ts';

/** What a token gives: a whole session, or a sign-in that lacks its second factor; or guesses of its own (ID-2a). */
export type TokenKind = 'session-token' | 'pending-sign-in' | 'known-device';

/**
 * An opaque token of 256 bits that nobody can guess who lacks the service's index key. It is the same for the same
 * command, so that a sign-in sent again is answered alike, and it is stored nowhere.
 */
export const tokenOf = (sealing: Sealing, kind: TokenKind, commandId: string): string =>
  sealing.mac(`${kind}/made`, commandId);

/** All that is stored of a token (SES-6). */
export const hashOf = (sealing: Sealing, kind: TokenKind, token: string): string => sealing.mac(kind, token);

/** What a check asks for of a session, whose history it does not read. */
export type CheckedSession = Pick<
  Session,
  'sessionId' | 'staffRole' | 'factor' | 'methods' | 'verifiedAt' | 'openedAt' | 'inactiveMinutes' | 'maximumDays'
>;

/** The row that finds the account of a token, and says of a session what a check asks for. */
export const rowOf = (accountId: string, held: Session | PendingSignIn): LookUp =>
  'sessionId' in held
    ? { ...ofToken('session-token', accountId, held), says: checked(held) }
    : ofToken('pending-sign-in', accountId, held);

const ofToken = (kind: TokenKind, holder: string, { tokenHash }: Session | PendingSignIn): LookUp => ({
  kind,
  hmac: tokenHash,
  holder,
});

const checked = (session: Session): CheckedSession => {
  const { sessionId, staffRole, factor, methods, verifiedAt, openedAt, inactiveMinutes, maximumDays } = session;
  const role = staffRole === undefined ? {} : { staffRole };
  return { sessionId, ...role, factor, methods, verifiedAt, openedAt, inactiveMinutes, maximumDays };
};

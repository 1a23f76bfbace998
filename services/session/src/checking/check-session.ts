import { refuse, type Refusal } from '@lethe/deciding';
import { isLive, type Surroundings } from '../living/lifetime.ts';
import { isLocked, type Session, type Sessions } from '../sessions.ts';

export const sessionOf = ({ open }: Sessions, tokenHash: string): Session | undefined =>
  [...open.values()].find((session) => session.tokenHash === tokenHash);

/** SES-2: decided at the check, exactly. */
export const checkSession = (
  sessions: Sessions,
  tokenHash: string,
  surroundings: Surroundings,
  at: string,
): Session | Refusal<'session-ended'> => {
  const session = sessionOf(sessions, tokenHash);
  return session === undefined || isLocked(sessions) || !isLive(session, surroundings, at)
    ? refuse('session-ended')
    : session;
};

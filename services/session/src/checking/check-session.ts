import { refuse, type Refusal } from '@lethe/deciding';
import type { Durations } from '../lifetime/durations.ts';
import { liveSessions, type LastSeen } from '../lifetime/live-sessions.ts';
import { isLocked, type Session, type Sessions } from '../sessions.ts';

/** SES-2: decided at the check, exactly. */
export const checkSession = (
  sessions: Sessions,
  tokenHash: string,
  surroundings: Readonly<{ lastSeen: LastSeen; inForce: Durations }>,
  at: string,
): Session | Refusal<'session-ended'> =>
  (isLocked(sessions)
    ? undefined
    : liveSessions(sessions, surroundings, at).find((session) => session.tokenHash === tokenHash)) ??
  refuse('session-ended');

import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { Durations } from '../living/durations.ts';
import { liveSessions, type LastSeen } from '../living/live-sessions.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

export type LockAccount = Message<
  'LockAccount',
  { accountId: string; attempt: number; lastSeen: LastSeen; inForce: Durations; at: string }
>;

/** Ends every session. Only the attempt that locked undoes it; once undone, it never locks. */
export const lockAccount = (
  { data: { accountId, attempt, at, ...surroundings } }: LockAccount,
  sessions: Sessions,
): Decision<SessionsEventOf<'AccountLocked' | 'AllSessionsEnded'>, Refusal<'attempt-undone'>> => {
  if (sessions.undone.has(attempt)) return refuse('attempt-undone');
  if (sessions.locks.has(attempt)) return [];
  const live = liveSessions(sessions, surroundings, at).length;
  return [
    { type: 'AccountLocked', data: { accountId, attempt, lockedAt: at } },
    { type: 'AllSessionsEnded', data: { accountId, because: 'locked', live, endedAt: at } },
  ];
};

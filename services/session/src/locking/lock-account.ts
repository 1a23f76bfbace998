import { attemptOf, isForestalled, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { allSessionsEnded, type EndingOfAll } from '../ending/end-all-sessions.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

export type LockAccount = Message<'LockAccount', EndingOfAll & { attempt: number }>;

/** Ends every session. Only the attempt that locked undoes it; once undone, it never locks. */
export const lockAccount = (
  { data: { attempt, ...ending } }: LockAccount,
  sessions: Sessions,
): Decision<SessionsEventOf<'AccountLocked' | 'AllSessionsEnded'>, Refusal<'attempt-undone'>> => {
  if (isForestalled(sessions.locks, attemptOf(attempt))) return refuse('attempt-undone');
  if (sessions.locks.held.has(attemptOf(attempt))) return [];
  return [
    { type: 'AccountLocked', data: { accountId: ending.accountId, attempt, lockedAt: ending.at } },
    allSessionsEnded(ending, sessions),
  ];
};

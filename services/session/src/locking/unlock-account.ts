import { attemptOf, isForestalled, type Decision, type Message } from '@lethe/deciding';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

export type UnlockAccount = Message<'UnlockAccount', { accountId: string; attempt: number; at: string }>;

/** Gives sign-in back, not the sessions. Recorded also where the attempt never locked. */
export const unlockAccount = (
  { data: { accountId, attempt, at } }: UnlockAccount,
  { locks }: Sessions,
): Decision<SessionsEventOf<'AccountUnlocked'>> =>
  isForestalled(locks, attemptOf(attempt))
    ? []
    : [{ type: 'AccountUnlocked', data: { accountId, attempt, unlockedAt: at } }];

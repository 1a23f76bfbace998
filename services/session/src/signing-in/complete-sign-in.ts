import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { isBelow } from '../floors/below.ts';
import { isOver } from '../lifetime/lifetime.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import { isLocked, type PendingSignIn, type Sessions } from '../sessions.ts';
import { endOldestIdle, type Room } from './end-oldest-idle.ts';

/** The second factor was right as well. */
export type CompleteSignIn = Message<
  'CompleteSignIn',
  {
    accountId: string;
    pendingHash: string;
    sessionId: string;
    tokenHash: string;
    /** How the second factor was given. */
    method: 'totp' | 'recovery-code';
    /** Of the factor that was given. */
    factorRevision: number;
    userAgent: string;
    at: string;
  } & Room
>;

/** The sign-in that waits for its second factor; undefined once it ran out, was completed or the account is locked. */
export const awaiting = (sessions: Sessions, pendingHash: string, at: string): PendingSignIn | undefined => {
  const pending = sessions.pending.get(pendingHash);
  return pending === undefined || isLocked(sessions) || isOver(pending.expiresAt, at) ? undefined : pending;
};

export const completeSignIn = (
  { data: { atMost, lastSeen, inForce, method, factorRevision, at, ...signIn } }: CompleteSignIn,
  sessions: Sessions,
): Decision<SessionsEventOf<'SessionOpened' | 'SessionEnded'>, Refusal<'pending-expired'>> => {
  const pending = awaiting(sessions, signIn.pendingHash, at);
  if (pending === undefined) return refuse('pending-expired');
  const { staffRole, verifiedAt } = pending;
  const revisions = { ...pending.revisions, mfa: factorRevision };
  if (isBelow(revisions, sessions.floors)) return refuse('pending-expired');
  const opening: SessionsEventOf<'SessionOpened'> = {
    type: 'SessionOpened',
    data: {
      ...signIn,
      ...inForce,
      ...(staffRole === undefined ? {} : { staffRole }),
      factor: true,
      methods: ['password', method],
      verifiedAt,
      openedAt: at,
      revisions,
    },
  };
  return [opening, ...endOldestIdle(opening, sessions, { atMost, lastSeen, inForce })];
};

import type { Revisions, StaffRole } from '@lethe/contracts';
import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { isBelow } from '../floors/below.ts';
import { outdated, type Outdated } from '../floors/on-newest-revisions.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import { isLocked, type Sessions } from '../sessions.ts';
import { endOldestIdle, type Room } from './end-oldest-idle.ts';

/** The password was right, and the account has no second factor. */
export type OpenSession = Message<
  'OpenSession',
  {
    accountId: string;
    sessionId: string;
    tokenHash: string;
    staffRole?: StaffRole;
    verifiedAt: string;
    revisions: Revisions;
    userAgent: string;
    at: string;
  } & Room
>;

/** A locked account answers like an unknown one (CAN-13). */
export const openSession = (
  { data: { atMost, lastSeen, inForce, at, ...signIn } }: OpenSession,
  sessions: Sessions,
): Decision<SessionsEventOf<'SessionOpened' | 'SessionEnded'>, Refusal<'credentials-wrong'> | Outdated> => {
  if (isLocked(sessions)) return refuse('credentials-wrong');
  if (isBelow(signIn.revisions, sessions.floors)) return outdated;
  const opening: SessionsEventOf<'SessionOpened'> = {
    type: 'SessionOpened',
    data: { ...signIn, ...inForce, factor: false, methods: ['password'], openedAt: at },
  };
  return [opening, ...endOldestIdle(opening, sessions, { atMost, lastSeen, inForce })];
};

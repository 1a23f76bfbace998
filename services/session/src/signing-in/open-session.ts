import type { Revisions, StaffRole } from '@lethe/contracts';
import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { isBelow } from '../floors/below.ts';
import { outdated, type Outdated } from '../floors/on-newest-revisions.ts';
import type { Durations } from '../lifetime/durations.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import { isLocked, type Sessions } from '../sessions.ts';

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
    inForce: Durations;
    at: string;
  }
>;

/** A locked account answers like an unknown one (CAN-13). */
export const openSession = (
  { data: { inForce, at, ...signIn } }: OpenSession,
  sessions: Sessions,
): Decision<SessionsEventOf<'SessionOpened'>, Refusal<'credentials-wrong'> | Outdated> => {
  if (isLocked(sessions)) return refuse('credentials-wrong');
  if (isBelow(signIn.revisions, sessions.floors)) return outdated;
  return [
    { type: 'SessionOpened', data: { ...signIn, ...inForce, factor: false, methods: ['password'], openedAt: at } },
  ];
};

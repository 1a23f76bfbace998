import type { Revisions, StaffRole } from '@lethe/contracts';
import { instantAfter, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { isBelow } from '../floors/below.ts';
import { outdated, type Outdated } from '../floors/on-newest-revisions.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import { isLocked, type Sessions } from '../sessions.ts';

/** The password was right, and the account has a second factor. */
export type AwaitSecondFactor = Message<
  'AwaitSecondFactor',
  {
    accountId: string;
    tokenHash: string;
    staffRole?: StaffRole;
    verifiedAt: string;
    revisions: Revisions;
    at: string;
  }
>;

export const pendingForMs = 5 * 60_000;

/** A locked account answers like an unknown one (CAN-13). */
export const awaitSecondFactor = (
  { data: { at, ...signIn } }: AwaitSecondFactor,
  sessions: Sessions,
): Decision<SessionsEventOf<'SecondFactorAwaited'>, Refusal<'credentials-wrong'> | Outdated> => {
  if (isLocked(sessions)) return refuse('credentials-wrong');
  if (isBelow(signIn.revisions, sessions.floors)) return outdated;
  return [
    { type: 'SecondFactorAwaited', data: { ...signIn, awaitedAt: at, expiresAt: instantAfter(at, pendingForMs) } },
  ];
};

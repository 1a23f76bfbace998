import type { Revisions } from '@lethe/contracts';
import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { isBelow } from '../floors/below.ts';
import { outdated, type Outdated } from '../floors/on-newest-revisions.ts';
import { isLive, type Surroundings } from '../lifetime/lifetime.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

/** The person proved again who they are (SES-7). */
export type VerifyAgain = Message<
  'VerifyAgain',
  Surroundings & {
    accountId: string;
    sessionId: string;
    method?: 'totp' | 'recovery-code';
    revisions: Revisions;
    at: string;
  }
>;

export const verifyAgain = (
  { data: { accountId, sessionId, method, revisions, at, ...surroundings } }: VerifyAgain,
  sessions: Sessions,
): Decision<SessionsEventOf<'SessionVerified'>, Refusal<'session-ended'> | Outdated> => {
  const session = sessions.open.get(sessionId);
  if (session === undefined || !isLive(session, surroundings, at)) return refuse('session-ended');
  if (isBelow(revisions, sessions.floors)) return outdated;
  const methods = method === undefined ? ['password'] : ['password', method];
  const factor = session.factor || method !== undefined;
  return [{ type: 'SessionVerified', data: { accountId, sessionId, factor, methods, verifiedAt: at, revisions } }];
};

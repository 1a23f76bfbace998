import type { Decision, Message } from '@lethe/deciding';
import { isLive, type Surroundings } from '../lifetime/lifetime.ts';
import type { LastSeen } from '../lifetime/live-sessions.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

export type EndOtherSessions = Message<
  'EndOtherSessions',
  Pick<Surroundings, 'inForce'> & { accountId: string; sessionId: string; lastSeen: LastSeen; at: string }
>;

/** SES-5: all but this one. What ran out ends, too, so that longer durations cannot bring it back. */
export const endOtherSessions = (
  { data: { accountId, sessionId: kept, lastSeen, inForce, at } }: EndOtherSessions,
  { open }: Sessions,
): Decision<SessionsEventOf<'SessionEnded'>> =>
  [...open.values()]
    .filter(({ sessionId }) => sessionId !== kept)
    .map((session) => {
      const { sessionId } = session;
      const ended = { accountId, sessionId, because: 'revoked', endedAt: at } as const;
      const live = isLive(session, { seenAt: lastSeen.get(sessionId), inForce }, at);
      return { type: 'SessionEnded', data: live ? ended : { ...ended, ranOut: true } };
    });

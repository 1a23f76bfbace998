import { fold, millisecondsBetween } from '@lethe/deciding';
import { pageSize } from '@lethe/journal';
import type { Durations } from '../lifetime/durations.ts';
import { isLive, lastSeenOf } from '../lifetime/lifetime.ts';
import type { LastSeen } from '../lifetime/live-sessions.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import { sessionsFold, type Session, type Sessions } from '../sessions.ts';

/** How many sessions an account may have at once, and what says which of them is idle. */
export type Room = Readonly<{ atMost: number; lastSeen: LastSeen; inForce: Durations }>;

/**
 * SES-8: the ends that make room for the session that opens, of those first that ran out, then of those that were seen the
 * longest time ago. A build before knew no bound: of more than one append ends the next sign-ins end the others.
 */
export const endOldestIdle = (
  opening: SessionsEventOf<'SessionOpened'>,
  sessions: Sessions,
  { atMost, lastSeen, inForce }: Room,
): readonly SessionsEventOf<'SessionEnded'>[] => {
  const { accountId, openedAt: at } = opening.data;
  const { open } = fold({ ...sessionsFold, initial: sessions }, [opening]);
  const excess = Math.min(Math.max(open.size - atMost, 0), pageSize - 1);
  const idleSince = (session: Session): string => lastSeenOf(session, lastSeen.get(session.sessionId));
  const live = (session: Session): boolean => isLive(session, { seenAt: idleSince(session), inForce }, at);
  return [...open.values()]
    .filter(({ sessionId }) => sessionId !== opening.data.sessionId)
    .map((session) => ({ session, isLive: live(session), since: idleSince(session) }))
    .toSorted((one, other) => Number(one.isLive) - Number(other.isLive) || millisecondsBetween(other.since, one.since))
    .slice(0, excess)
    .map(({ session: { sessionId }, isLive: wasLive }) => {
      const ended = { accountId, sessionId, because: 'too-many', endedAt: at } as const;
      return { type: 'SessionEnded', data: wasLive ? ended : { ...ended, ranOut: true } };
    });
};

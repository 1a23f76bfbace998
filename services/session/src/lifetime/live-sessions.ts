import { standing, type Session, type Sessions } from '../sessions.ts';
import type { Durations } from './durations.ts';
import { isLive } from './lifetime.ts';

/** When each session was last seen; one that is missing was not seen since it was opened. */
export type LastSeen = ReadonlyMap<string, string>;

/** The sessions that have not run out, in the order in which they were opened. */
export const liveSessions = (
  sessions: Sessions,
  { lastSeen, inForce }: Readonly<{ lastSeen: LastSeen; inForce: Durations }>,
  at: string,
): readonly Session[] =>
  standing(sessions).filter((session) => isLive(session, { seenAt: lastSeen.get(session.sessionId), inForce }, at));

import type { Durations } from '../lifetime/durations.ts';
import { liveSessions, type LastSeen } from '../lifetime/live-sessions.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

export type EndingOfAll = Readonly<{ accountId: string; lastSeen: LastSeen; inForce: Durations; at: string }>;

export const allSessionsEnded = (
  { accountId, at, ...surroundings }: EndingOfAll,
  sessions: Sessions,
): SessionsEventOf<'AllSessionsEnded'> => ({
  type: 'AllSessionsEnded',
  data: { accountId, because: 'locked', live: liveSessions(sessions, surroundings, at).length, endedAt: at },
});

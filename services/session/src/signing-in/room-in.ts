import { lastSeenOfAccount } from '../lifetime/activity.view.ts';
import { durationsOf } from '../session.config.ts';
import type { SessionKit } from '../session-kit.ts';
import type { Sessions } from '../sessions.ts';
import type { Room } from './end-oldest-idle.ts';

/** Who was idle how long is read only where somebody has to make room. */
export const roomIn = async (
  { settings, database }: Pick<SessionKit, 'settings' | 'database'>,
  accountId: string,
  { open }: Sessions,
): Promise<Room> => {
  const atMost = settings.LETHE_SESSIONS_AT_MOST;
  const lastSeen = open.size < atMost ? new Map<string, string>() : await lastSeenOfAccount(database, accountId);
  return { atMost, lastSeen, inForce: durationsOf(settings) };
};

import type { Unit } from '@lethe/journal';
import type { SessionsEvent } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';
import { rowOf } from '../tokens.ts';

/** Nobody finds the sessions by their tokens any more that end with these events. */
export const releaseRows = (
  unit: Unit<SessionsEvent>,
  accountId: string,
  { open, fallen }: Sessions,
  ends: readonly SessionsEvent[],
): void => {
  for (const event of ends) {
    if (event.type !== 'SessionEnded') continue;
    const { sessionId } = event.data;
    const ended = open.get(sessionId) ?? fallen.get(sessionId)?.session;
    if (ended !== undefined) unit.release(rowOf(accountId, ended));
  }
};

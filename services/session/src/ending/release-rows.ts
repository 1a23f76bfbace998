import type { Unit } from '@lethe/journal';
import type { SessionsEvent } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';
import { rowOf } from '../tokens.ts';

/** Nobody finds the sessions by their tokens any more that end with these events. */
export const releaseRows = (
  unit: Unit<SessionsEvent>,
  accountId: string,
  { open }: Sessions,
  ends: readonly SessionsEvent[],
): void => {
  for (const event of ends) {
    const ended = event.type === 'SessionEnded' ? open.get(event.data.sessionId) : undefined;
    if (ended !== undefined) unit.release(rowOf(accountId, ended));
  }
};

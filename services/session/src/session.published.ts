import type { Publication, Published } from '@lethe/bus';
import { publication } from '@lethe/bus';
import { SessionEnded } from '@lethe/contracts';
import type { SessionsEvent } from './sessions.events.ts';

/** SES-3: whoever must know within a second listens to this. */
export const sessionPublished: Published = (stored): readonly Publication[] => {
  const event = stored as unknown as SessionsEvent;
  switch (event.type) {
    case 'SessionEnded': {
      const { accountId, sessionId, because, endedAt } = event.data;
      return [publication(SessionEnded, accountId, { accountId, sessionId, because, endedAt })];
    }
    case 'AllSessionsEnded': {
      const { accountId, because, endedAt } = event.data;
      return [publication(SessionEnded, accountId, { accountId, sessionId: null, because, endedAt })];
    }
    default:
      return [];
  }
};

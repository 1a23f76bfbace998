import { publication, type Published } from '@lethe/bus';
import { FactorBound, FactorUnbound } from '@lethe/contracts';
import type { FactorsEvent } from './factors.events.ts';

export const mfaPublished: Published = (stored) => {
  const event = stored as unknown as FactorsEvent;
  switch (event.type) {
    case 'TotpBound': {
      const { accountId, sessionId, boundAt } = event.data;
      return [publication(FactorBound, accountId, { accountId, sessionId, boundAt })];
    }
    case 'TotpUnbound':
      return [publication(FactorUnbound, event.data.accountId, event.data)];
    default:
      return [];
  }
};

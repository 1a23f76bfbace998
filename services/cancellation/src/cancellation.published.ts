import { publication, type Publication, type Published } from '@lethe/bus';
import * as contracts from '@lethe/contracts';
import type { CancellationEvent } from './cancellation/cancellation.events.ts';

/** What others learn: that it is final, withdrawn or completed; and each participant, that it has to clear. */
export const cancellationPublished: Published = (stored): readonly Publication[] => {
  const event = stored as unknown as CancellationEvent;
  switch (event.type) {
    case 'CancellationMadeFinal': {
      const { accountId, cancellationId, finalAt } = event.data;
      return [publication(contracts.CancellationMadeFinal, accountId, { accountId, cancellationId, finalAt })];
    }
    case 'CancellationWithdrawn': {
      const { accountId, cancellationId, because, withdrawnAt } = event.data;
      const data = { accountId, cancellationId, because, withdrawnAt };
      return [publication(contracts.CancellationWithdrawn, accountId, data)];
    }
    case 'CancellationCompleted': {
      const { accountId, cancellationId, completedAt } = event.data;
      return [publication(contracts.CancellationCompleted, accountId, { accountId, cancellationId, completedAt })];
    }
    case 'ClearingAsked': {
      const { attempt: _attempt, askedAt: _askedAt, ...data } = event.data;
      return [{ clearing: { participant: data.participant, accountId: data.accountId, step: 'requested', data } }];
    }
    default:
      return [];
  }
};

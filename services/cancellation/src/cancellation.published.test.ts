import { describe, expect, it } from '@jest/globals';
import { CancellationCompleted, CancellationMadeFinal, CancellationWithdrawn, clearingRequest } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import { cancellationPublished } from './cancellation.published.ts';
import type { CancellationEvent } from './cancellation/cancellation.events.ts';
import * as facts from './cancellation/testing/facts.ts';

const published = (event: CancellationEvent) => cancellationPublished(event as unknown as StoredEvent);
const { accountId, at } = facts;
const ofCancellation = { accountId, cancellationId: facts.cancellationOf(1) };

describe('What others learn of cancellations (EVT-1)', () => {
  it('is that one is final, withdrawn or completed', () => {
    const finalData = { ...ofCancellation, finalAt: at };
    expect(published(facts.final())).toEqual([{ event: CancellationMadeFinal, entityId: accountId, data: finalData }]);
    const withdrawnData = { ...ofCancellation, because: 'stopped-by-staff', withdrawnAt: at };
    expect(published(facts.withdrawn(1, 'stopped-by-staff'))).toEqual([
      { event: CancellationWithdrawn, entityId: accountId, data: withdrawnData },
    ]);
    const completedData = { ...ofCancellation, completedAt: at };
    expect(published(facts.completed())).toEqual([
      { event: CancellationCompleted, entityId: accountId, data: completedData },
    ]);
  });

  it('is for each participant that it has to clear', () => {
    const data = { ...ofCancellation, participant: 'mfa', finalAt: at, releasedAt: at };
    expect(published(facts.asked('mfa'))).toEqual([
      { clearing: { participant: 'mfa', accountId, step: 'requested', data } },
    ]);
    expect(clearingRequest.parse(data)).toEqual(data);
  });

  it('is nothing else: neither who confirmed what, nor who has cleared, nor the certificate', () => {
    const others = [facts.requested(), ...facts.untilLocked, facts.cleared('mfa'), facts.certified()];
    expect(others.flatMap(published)).toEqual([]);
  });
});

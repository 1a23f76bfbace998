import { FactorBound, FactorUnbound } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import { describe, expect, it } from '@jest/globals';
import type { FactorsEvent } from './factors.events.ts';
import { mfaPublished } from './mfa.published.ts';
import { accountId, at, bound, issued, sessionId, started, unbound } from './testing/factors.given.ts';

const published = (event: FactorsEvent) => mfaPublished(event as unknown as StoredEvent);

describe('What others learn of second factors (EVT-1)', () => {
  it('is that one was bound or unbound', () => {
    expect(published(bound)).toEqual([
      { event: FactorBound, entityId: accountId, data: { accountId, sessionId, boundAt: at } },
    ]);
    expect(published(unbound)).toEqual([
      { event: FactorUnbound, entityId: accountId, data: { accountId, sessionId, unboundAt: at } },
    ]);
  });

  it('is nothing else', () => {
    expect([started, issued].flatMap(published)).toEqual([]);
  });
});

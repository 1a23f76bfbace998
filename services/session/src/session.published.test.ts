import { SessionEnded } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import { describe, expect, it } from '@jest/globals';
import { sessionPublished } from './session.published.ts';
import type { SessionsEvent } from './sessions.events.ts';
import { accountId, allEnded, at, locked, opened, sessionId } from './testing/sessions.given.ts';

const published = (event: SessionsEvent) => sessionPublished(event as unknown as StoredEvent);

describe('What others learn of sessions (SES-3, EVT-1)', () => {
  it('is that one ended', () => {
    const data = { accountId, sessionId, because: 'revoked', endedAt: at } as const;
    expect(published({ type: 'SessionEnded', data })).toEqual([{ event: SessionEnded, entityId: accountId, data }]);
  });

  it('is that all ended', () => {
    const data = { accountId, sessionId: null, because: 'locked', endedAt: at };
    expect(published(allEnded(3))).toEqual([{ event: SessionEnded, entityId: accountId, data }]);
  });

  it('is nothing else', () => {
    expect([opened, locked(1)].flatMap(published)).toEqual([]);
  });
});

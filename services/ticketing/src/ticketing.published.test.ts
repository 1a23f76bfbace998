import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import {
  ada,
  answered,
  at,
  cancelled,
  closed,
  scheduled,
  submitted,
  ticketId,
  workspaceId,
} from './testing/tickets.ts';
import { ticketingPublished } from './ticketing.published.ts';

const told = (event: object) =>
  ticketingPublished(event as StoredEvent).map((each) =>
    'event' in each ? { type: each.event.type, entityId: each.entityId, data: each.event.data.parse(each.data) } : each,
  );

describe('What other services learn of tickets (EVT-1)', () => {
  it('is that one waits, without a word of it', () => {
    expect(told(submitted)).toStrictEqual([
      {
        type: 'lethe.ticket.submitted.v1',
        entityId: ticketId,
        data: { ticketId, workspaceId, submitterId: ada, submittedAt: at },
      },
    ]);
  });
  it('is that one is closed, and why', () => {
    expect(told(closed('no-answer'))).toStrictEqual([
      {
        type: 'lethe.ticket.closed.v1',
        entityId: ticketId,
        data: { ticketId, because: 'no-answer', closedAt: at },
      },
    ]);
  });
  it('is that one was taken back (TIC-1)', () => {
    expect(told(cancelled)).toStrictEqual([
      { type: 'lethe.ticket.cancelled.v1', entityId: ticketId, data: { ticketId, cancelledAt: at } },
    ]);
  });
  it('is nothing else', () => {
    expect([answered(), scheduled].flatMap(told)).toStrictEqual([]);
  });
});

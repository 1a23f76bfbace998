import { publication, type Published } from '@lethe/bus';
import { TicketCancelled, TicketClosed, TicketSubmitted } from '@lethe/contracts';
import type { TicketEvent } from './tickets/ticket.events.ts';

/** What others learn of tickets: that one waits, and that one is closed or cancelled. Nothing anybody wrote. */
export const ticketingPublished: Published = (stored) => {
  const event = stored as unknown as TicketEvent;
  switch (event.type) {
    case 'TicketSubmitted': {
      const { ticketId, workspaceId, submitterId, submittedAt } = event.data;
      return [publication(TicketSubmitted, ticketId, { ticketId, workspaceId, submitterId, submittedAt })];
    }
    case 'TicketClosed':
      return [publication(TicketClosed, event.data.ticketId, event.data)];
    case 'TicketCancelled':
      return [publication(TicketCancelled, event.data.ticketId, event.data)];
    default:
      return [];
  }
};

import type { SubmitterEvent } from './submitter.events.ts';
import type { TicketEvent } from './ticket.events.ts';

/** What an event of a ticket means for its submitter; recorded in the submitter's stream in the same unit. */
export const submissionsOf = (event: TicketEvent, submitterId: string): readonly SubmitterEvent[] => {
  switch (event.type) {
    case 'TicketSubmitted': {
      const { ticketId, submittedAt } = event.data;
      return [{ type: 'SubmissionOpened', data: { accountId: submitterId, ticketId, openedAt: submittedAt } }];
    }
    case 'TicketClosed': {
      const { ticketId, closedAt } = event.data;
      return [{ type: 'SubmissionClosed', data: { accountId: submitterId, ticketId, closedAt } }];
    }
    case 'TicketCancelled': {
      const { ticketId, cancelledAt } = event.data;
      return [{ type: 'SubmissionClosed', data: { accountId: submitterId, ticketId, closedAt: cancelledAt } }];
    }
    default:
      return [];
  }
};

import type { Decision, Message } from '@lethe/deciding';
import type { TicketEventOf } from '../tickets/ticket.events.ts';
import { isUnclosedState, type Schedule, type Ticket } from '../tickets/ticket.ts';

export type CancelSubmitterOf = Message<'CancelSubmitterOf', { ticketId: string; schedule: Schedule; at: string }>;

/** An unclosed ticket is given its frozen schedule (TIC-2); of any other the content goes now (TIC-5). */
export const cancelSubmitterOf = (
  { data: { ticketId, schedule, at } }: CancelSubmitterOf,
  ticket: Ticket,
): Decision<TicketEventOf<'ClosureScheduled' | 'TicketContentCleared'>> => {
  if (ticket.state === 'none') return [];
  if (!isUnclosedState(ticket.state))
    return ticket.cleared ? [] : [{ type: 'TicketContentCleared', data: { ticketId, clearedAt: at } }];
  return ticket.schedule === undefined
    ? [{ type: 'ClosureScheduled', data: { ticketId, ...schedule, scheduledAt: at } }]
    : [];
};

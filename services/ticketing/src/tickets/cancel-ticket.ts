import { isRefusal, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { ownOpenTicket, type TicketClosedAlready, type TicketUnknown } from './found-ticket.ts';
import type { TicketEventOf } from './ticket.events.ts';
import type { Ticket } from './ticket.ts';

export type CancelTicket = Message<'CancelTicket', { ticketId: string; by: string; at: string }>;

type TicketAssigned = Refusal<'ticket-assigned', Readonly<Record<never, never>>>;

/** Its submitter takes it back, as long as nobody works on it. Final, like closing (TIC-1). */
export const cancelTicket = (
  { data: { ticketId, by, at } }: CancelTicket,
  ticket: Ticket,
): Decision<TicketEventOf<'TicketCancelled'>, TicketUnknown | TicketClosedAlready | TicketAssigned> => {
  const own = ownOpenTicket(ticket, by);
  if (isRefusal(own)) return own;
  return own.assignedTo === undefined
    ? [{ type: 'TicketCancelled', data: { ticketId, cancelledAt: at } }]
    : refuse('ticket-assigned');
};

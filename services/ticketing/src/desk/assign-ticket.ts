import { isRefusal, type Decision, type Message } from '@lethe/deciding';
import { openTicket, type TicketClosedAlready, type TicketUnknown } from '../tickets/found-ticket.ts';
import type { TicketEventOf } from '../tickets/ticket.events.ts';
import type { Ticket } from '../tickets/ticket.ts';

export type AssignTicket = Message<'AssignTicket', { ticketId: string; by: string; at: string }>;

/** Staff take a ticket, also over from somebody else. */
export const assignTicket = (
  { data: { ticketId, by, at } }: AssignTicket,
  ticket: Ticket,
): Decision<TicketEventOf<'TicketAssigned'>, TicketUnknown | TicketClosedAlready> => {
  const open = openTicket(ticket);
  if (isRefusal(open)) return open;
  return open.assignedTo === by ? [] : [{ type: 'TicketAssigned', data: { ticketId, staffId: by, assignedAt: at } }];
};

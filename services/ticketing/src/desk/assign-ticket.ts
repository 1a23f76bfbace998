import { isRefusal, type Decision, type Message } from '@lethe/deciding';
import { openTicket, type TicketClosedAlready, type TicketUnknown } from '../tickets/found-ticket.ts';
import type { TicketEventOf } from '../tickets/ticket.events.ts';
import type { Ticket } from '../tickets/ticket.ts';

export type AssignTicket = Message<'AssignTicket', { ticketId: string; to: string; at: string }>;

/** Staff take a ticket or give it to a colleague, also where somebody else had it. */
export const assignTicket = (
  { data: { ticketId, to, at } }: AssignTicket,
  ticket: Ticket,
): Decision<TicketEventOf<'TicketAssigned'>, TicketUnknown | TicketClosedAlready> => {
  const open = openTicket(ticket);
  if (isRefusal(open)) return open;
  return open.assignedTo === to ? [] : [{ type: 'TicketAssigned', data: { ticketId, staffId: to, assignedAt: at } }];
};

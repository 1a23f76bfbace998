import { isRefusal, type Decision, type Message } from '@lethe/deciding';
import { ownOpenTicket, type TicketClosedAlready, type TicketUnknown } from './found-ticket.ts';
import type { TicketEventOf } from './ticket.events.ts';
import type { Ticket } from './ticket.ts';

export type ReplyToTicket = Message<'ReplyToTicket', { ticketId: string; by: string; text: string; at: string }>;

/** Closed is final: no reply, no reopening. */
export const replyToTicket = (
  { data: { ticketId, by, text, at } }: ReplyToTicket,
  ticket: Ticket,
): Decision<TicketEventOf<'TicketReplied'>, TicketUnknown | TicketClosedAlready> => {
  const own = ownOpenTicket(ticket, by);
  return isRefusal(own) ? own : [{ type: 'TicketReplied', data: { ticketId, text, repliedAt: at } }];
};

import { isRefusal, type Decision, type Message } from '@lethe/deciding';
import { openTicket, type TicketClosedAlready, type TicketUnknown } from '../tickets/found-ticket.ts';
import type { TicketEventOf } from '../tickets/ticket.events.ts';
import type { Ticket } from '../tickets/ticket.ts';

export type AnswerTicket = Message<'AnswerTicket', { ticketId: string; by: string; text: string; at: string }>;

export const answerTicket = (
  { data: { ticketId, by, text, at } }: AnswerTicket,
  ticket: Ticket,
): Decision<TicketEventOf<'TicketAnswered'>, TicketUnknown | TicketClosedAlready> => {
  const open = openTicket(ticket);
  return isRefusal(open) ? open : [{ type: 'TicketAnswered', data: { ticketId, staffId: by, text, answeredAt: at } }];
};

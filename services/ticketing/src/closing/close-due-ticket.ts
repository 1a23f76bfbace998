import { isBefore, type Decision, type Message } from '@lethe/deciding';
import type { Ticket } from '../tickets/ticket.ts';
import { closing, type TicketClosing } from './close-ticket.ts';
import { nextClosure } from './next-closure.ts';

export type CloseDueTicket = Message<'CloseDueTicket', { ticketId: string; at: string }>;

/** By the clock: late, early or again, it closes what is due and nothing else (TIC-4). */
export const closeDueTicket = ({ data: { ticketId, at } }: CloseDueTicket, ticket: Ticket): Decision<TicketClosing> => {
  const next = nextClosure(ticket);
  if (ticket.state === 'none' || next === undefined || isBefore(at, next.at)) return [];
  return closing(ticketId, next.because, { scheduled: ticket.schedule !== undefined, at });
};

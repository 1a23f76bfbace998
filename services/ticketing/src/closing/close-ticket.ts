import { isRefusal, type Decision, type Message } from '@lethe/deciding';
import { openTicket, ownOpenTicket, type TicketClosedAlready, type TicketUnknown } from '../tickets/found-ticket.ts';
import type { TicketEventOf } from '../tickets/ticket.events.ts';
import type { Ticket } from '../tickets/ticket.ts';

export type CloseTicket = Message<
  'CloseTicket',
  | { ticketId: string; because: 'submitter'; by: string; at: string }
  | { ticketId: string; because: 'staff'; at: string }
>;

export type TicketClosing = TicketEventOf<'TicketClosed' | 'TicketContentCleared'>;

/** Of a cancelled submitter's ticket the content goes with the closing, in the same unit (TIC-5). */
export const closing = (
  ticketId: string,
  because: TicketEventOf<'TicketClosed'>['data']['because'],
  { scheduled, at }: Readonly<{ scheduled: boolean; at: string }>,
): readonly TicketClosing[] => [
  { type: 'TicketClosed', data: { ticketId, because, closedAt: at } },
  ...(scheduled ? [{ type: 'TicketContentCleared', data: { ticketId, clearedAt: at } } as const] : []),
];

export const closeTicket = (
  { data }: CloseTicket,
  ticket: Ticket,
): Decision<TicketClosing, TicketUnknown | TicketClosedAlready> => {
  const open = data.because === 'submitter' ? ownOpenTicket(ticket, data.by) : openTicket(ticket);
  if (isRefusal(open)) return open;
  return closing(data.ticketId, data.because, { scheduled: open.schedule !== undefined, at: data.at });
};

import type { InputOf, SubmitTicket as SubmitTicketCall } from '@lethe/contracts';
import type { Decision, Message } from '@lethe/deciding';
import type { TicketEventOf } from './ticket.events.ts';
import type { Ticket } from './ticket.ts';

export type SubmitTicket = Message<
  'SubmitTicket',
  InputOf<typeof SubmitTicketCall> & { ticketId: string; submitterId: string; at: string }
>;

export const submitTicket = (
  { data: { at, ...data } }: SubmitTicket,
  ticket: Ticket,
): Decision<TicketEventOf<'TicketSubmitted'>> =>
  ticket.state === 'none' ? [{ type: 'TicketSubmitted', data: { ...data, submittedAt: at } }] : [];

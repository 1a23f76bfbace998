import { refuse, type Refusal } from '@lethe/deciding';
import { isUnclosedState, type KnownTicket, type OpenState, type Ticket } from './ticket.ts';

export type TicketUnknown = Refusal<'ticket-unknown', Readonly<Record<never, never>>>;
export type TicketClosedAlready = Refusal<'ticket-closed', Readonly<Record<never, never>>>;
export type OpenTicket = KnownTicket & Readonly<{ state: OpenState }>;

/** Closed and cancelled are final: `ticket-closed` is said of both. */
const isOpen = (ticket: KnownTicket): ticket is OpenTicket => isUnclosedState(ticket.state);

export const openTicket = (ticket: Ticket): OpenTicket | TicketUnknown | TicketClosedAlready => {
  if (ticket.state === 'none') return refuse('ticket-unknown');
  return isOpen(ticket) ? ticket : refuse('ticket-closed');
};

/** To whoever did not submit it a ticket does not exist. */
export const ownOpenTicket = (ticket: Ticket, accountId: string): OpenTicket | TicketUnknown | TicketClosedAlready =>
  ticket.state !== 'none' && ticket.submitterId === accountId ? openTicket(ticket) : refuse('ticket-unknown');

import type { FromSnapshot, Journal, Unit } from '@lethe/journal';
import type { TicketingEvent } from '../ticketing.events.ts';
import { submitterStream } from './submitter.events.ts';
import { standingFold, type Standing } from './submitter.ts';
import { ticketStream } from './ticket.events.ts';
import { ticketFold, type Ticket } from './ticket.ts';

/** What was written in a ticket, and what somebody submitted, grows; where they stand does not. */
const fromSnapshot = (fold: string): FromSnapshot => ({ fold, version: 1, every: 20 });

export const loadTicket = (unit: Unit<TicketingEvent>, ticketId: string): Promise<Ticket> =>
  unit.load(ticketStream(ticketId), ticketFold, fromSnapshot('ticket'));

/** As it is, or as it was with that event of its stream. */
export const readTicket = (journal: Journal<TicketingEvent>, ticketId: string, until?: bigint): Promise<Ticket> =>
  journal.state(ticketStream(ticketId), ticketFold, { ...fromSnapshot('ticket'), until });

/** Also asserts where the stream stands, for what is added to it. */
export const loadStanding = (unit: Unit<TicketingEvent>, accountId: string): Promise<Standing> =>
  unit.load(submitterStream(accountId), standingFold, fromSnapshot('standing'));

export const readStanding = (journal: Journal<TicketingEvent>, accountId: string): Promise<Standing> =>
  journal.state(submitterStream(accountId), standingFold, fromSnapshot('standing'));

import type { Journal, Recorded } from '@lethe/journal';
import type { TicketingEvent } from '../ticketing.events.ts';
import { ticketStream } from './ticket.events.ts';
import { readTicket } from './ticket-states.ts';
import type { KnownTicket } from './ticket.ts';

/** The state right after what a command recorded, so that a repeated command is answered alike; today's where it recorded nothing. */
export const stateAfter = async (
  journal: Journal<TicketingEvent>,
  ticketId: string,
  recorded: readonly Recorded<TicketingEvent>[],
): Promise<KnownTicket['state']> => {
  const last = recorded.findLast((event) => event.stream === ticketStream(ticketId))?.revision;
  const ticket = await readTicket(journal, ticketId, last);
  if (ticket.state === 'none') throw new Error('A command was recorded for a ticket that is not there.');
  return ticket.state;
};

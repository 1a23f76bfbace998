import { fold } from '@lethe/deciding';
import type { Journal, Recorded } from '@lethe/journal';
import type { TicketingEvent } from '../ticketing.events.ts';
import { ticketStream, type TicketEvent } from './ticket.events.ts';
import { ticketFold, type KnownTicket } from './ticket.ts';

/** The state right after what a command recorded, so that a repeated command is answered alike; today's where it recorded nothing. */
export const stateAfter = async (
  journal: Journal<TicketingEvent>,
  ticketId: string,
  recorded: readonly Recorded<TicketingEvent>[],
): Promise<KnownTicket['state']> => {
  const stream = ticketStream(ticketId);
  const last = recorded.findLast((event) => event.stream === stream)?.revision;
  const history = await journal.read<TicketEvent>(stream);
  const ticket = fold(
    ticketFold,
    history.filter(({ revision }) => last === undefined || revision <= last),
  );
  if (ticket.state === 'none') throw new Error('A command was recorded for a ticket that is not there.');
  return ticket.state;
};

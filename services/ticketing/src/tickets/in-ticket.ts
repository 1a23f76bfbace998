import { isRefusal, type Refusal } from '@lethe/deciding';
import type { Unit } from '@lethe/journal';
import type { TicketingEvent } from '../ticketing.events.ts';
import { submissionsOf } from './submissions.ts';
import { submitterStream } from './submitter.events.ts';
import { ticketStream, type TicketEvent } from './ticket.events.ts';
import { loadStanding, loadTicket } from './ticket-states.ts';
import { ticketFold, type Ticket } from './ticket.ts';

/** Decides about one ticket and writes it down there and with its submitter, in one unit. */
export const inTicket = async <Decided extends readonly TicketEvent[] | Refusal>(
  unit: Unit<TicketingEvent>,
  ticketId: string,
  decide: (ticket: Ticket) => Decided,
): Promise<Extract<Decided, Refusal> | void> => {
  const ticket = await loadTicket(unit, ticketId);
  const decision: readonly TicketEvent[] | Refusal = decide(ticket);
  if (isRefusal(decision)) return decision as Extract<Decided, Refusal>;
  unit.record(ticketStream(ticketId), decision);
  const after = decision.reduce(ticketFold.evolve, ticket);
  if (after.state === 'none') return undefined;
  const { submitterId } = after;
  const submissions = decision.flatMap((event) => submissionsOf(event, submitterId));
  if (submissions.length === 0) return undefined;
  await loadStanding(unit, submitterId);
  unit.record(submitterStream(submitterId), submissions);
};

import { isBefore } from '@lethe/deciding';
import type { Invariant } from '@lethe/service';
import type { TicketEvent } from './tickets/ticket.events.ts';

const seen = (stored: Parameters<Invariant['violations']>[0]) => stored as unknown as readonly TicketEvent[];
const idsOf = (events: readonly TicketEvent[], ...types: readonly TicketEvent['type'][]): ReadonlySet<string> =>
  new Set(events.filter((event) => types.includes(event.type)).map(({ data }) => data.ticketId));
const ends = ['TicketClosed', 'TicketCancelled'] as const;
const scheduledIn = (events: readonly TicketEvent[]) =>
  events.flatMap((event) => (event.type === 'ClosureScheduled' ? [event.data] : []));

export const ticketingInvariants: readonly Invariant[] = [
  {
    name: 'no ticket of a cancelled submitter is overdue (TIC-2)',
    types: ['ClosureScheduled', ...ends],
    violations: (stored, now) => {
      const closed = idsOf(seen(stored), ...ends);
      return scheduledIn(seen(stored))
        .filter(({ ticketId, dueBy }) => !closed.has(ticketId) && isBefore(dueBy, now))
        .map(({ ticketId, dueBy }) => `Ticket ${ticketId} should have been closed by ${dueBy}.`);
    },
  },
  {
    name: "a cancelled submitter's ticket that is closed is cleared (TIC-5)",
    types: ['ClosureScheduled', ...ends, 'TicketContentCleared'],
    violations: (stored) => {
      const [closed, cleared] = [idsOf(seen(stored), ...ends), idsOf(seen(stored), 'TicketContentCleared')];
      return scheduledIn(seen(stored))
        .filter(({ ticketId }) => closed.has(ticketId) && !cleared.has(ticketId))
        .map(({ ticketId }) => `Ticket ${ticketId} is closed, but its content is not cleared.`);
    },
  },
];

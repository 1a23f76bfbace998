import { hourMs, instantAfter } from '@lethe/deciding';
import { atOnce, scheduleDue } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { LoggedEvent } from '../ticketing.events.ts';
import { closedUnanswered } from './next-closure.ts';

export const closeTicketDue = 'close-ticket';
export const clearTicketDue = 'clear-ticket';
export const closureAlarmDue = 'closure-alarm';

/** An alarm rings when `dueBy` is within an hour (TIC-2). */
export const alarmBefore = (dueBy: string): string => instantAfter(dueBy, -hourMs);

/** Keeps no table of its own: it asks for what the clock must do to a ticket. */
export const closuresView: View<LoggedEvent, Record<never, never>> = {
  name: 'ticket_closures_v1',
  on: {
    TicketAnswered: (db, { data: { ticketId, answeredAt } }) =>
      scheduleDue(db, { kind: closeTicketDue, key: ticketId, dueAt: closedUnanswered(answeredAt) }),
    ClosureScheduled: (db, { data: { ticketId, closesAt, dueBy } }) => [
      scheduleDue(db, { kind: closeTicketDue, key: ticketId, dueAt: closesAt }),
      scheduleDue(db, { kind: closureAlarmDue, key: ticketId, dueAt: alarmBefore(dueBy) }),
    ],
    TicketContentCleared: (db, { data: { ticketId } }) =>
      scheduleDue(db, { kind: clearTicketDue, key: ticketId, dueAt: atOnce }),
  },
};

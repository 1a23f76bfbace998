import { closingReasons, id, instant, personal, ticketPriorities, ticketTypes } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const ofTicket = { ticketId: id };
const written = personal(z.string(), { of: 'ticketId' });

/**
 * Stream `ticket-<id>`. What people write is sealed under the ticket's own key, which is destroyed once the ticket is
 * closed or cancelled and its submitter's account cancelled (TIC-5).
 */
export const ticketEvents = defineEvents({
  TicketSubmitted: {
    version: 1,
    data: z.strictObject({
      ...ofTicket,
      workspaceId: id.nullable(),
      submitterId: id,
      type: z.enum(ticketTypes),
      priority: z.enum(ticketPriorities),
      subject: written,
      text: written,
      submittedAt: instant,
    }),
  },
  TicketAssigned: { version: 1, data: z.strictObject({ ...ofTicket, staffId: id, assignedAt: instant }) },
  TicketAnswered: {
    version: 1,
    data: z.strictObject({ ...ofTicket, staffId: id, text: written, answeredAt: instant }),
  },
  TicketReplied: { version: 1, data: z.strictObject({ ...ofTicket, text: written, repliedAt: instant }) },
  TicketMovedToDesk: { version: 1, data: z.strictObject({ ...ofTicket, movedAt: instant }) },
  ClosureScheduled: {
    version: 1,
    data: z.strictObject({
      ...ofTicket,
      dueBy: instant,
      closesAt: instant,
      calendarVersion: z.string(),
      scheduledAt: instant,
    }),
  },
  TicketClosed: {
    version: 1,
    data: z.strictObject({ ...ofTicket, because: z.enum(closingReasons), closedAt: instant }),
  },
  TicketCancelled: { version: 1, data: z.strictObject({ ...ofTicket, cancelledAt: instant }) },
  TicketContentCleared: { version: 1, data: z.strictObject({ ...ofTicket, clearedAt: instant }) },
});

export type TicketEvent = EventOf<typeof ticketEvents>;
export type TicketEventOf<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

export const ticketStream = (ticketId: string): string => `ticket-${ticketId}`;

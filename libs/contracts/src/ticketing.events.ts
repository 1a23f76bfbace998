import * as z from 'zod';
import { id, instant } from './call.ts';
import { publicEvent } from './public-event.ts';
import { closingReasons } from './ticketing.ts';

export const TicketSubmitted = publicEvent({
  type: 'lethe.ticket.submitted.v1',
  context: 'ticket',
  name: 'submitted',
  meaning: 'A ticket waits for assignment.',
  data: z.strictObject({ ticketId: id, workspaceId: id.nullable(), submitterId: id, submittedAt: instant }),
});

export const TicketClosed = publicEvent({
  type: 'lethe.ticket.closed.v1',
  context: 'ticket',
  name: 'closed',
  meaning: 'The ticket is closed for good.',
  data: z.strictObject({ ticketId: id, because: z.enum(closingReasons), closedAt: instant }),
});

export const TicketCancelled = publicEvent({
  type: 'lethe.ticket.cancelled.v1',
  context: 'ticket',
  name: 'cancelled',
  meaning: 'Its submitter took the ticket back, for good, before anybody worked on it.',
  data: z.strictObject({ ticketId: id, cancelledAt: instant }),
});

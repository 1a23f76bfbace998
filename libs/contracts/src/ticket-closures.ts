import * as z from 'zod';
import { call, id, instant } from './call.ts';
import { ticketStates } from './ticketing.ts';

/** For the notice: the unclosed tickets, and when they would be closed were the cancellation final at `finalAt`. */
export const ReadUnclosedTickets = call({
  subject: 'lethe.rpc.ticketing.ticket.read-unclosed',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id, finalAt: instant }),
  output: z.strictObject({
    tickets: z.array(z.strictObject({ ticketId: id, state: z.enum(ticketStates), submittedAt: instant })),
    dueBy: instant,
    closesAt: instant,
  }),
  refuses: {},
});

/**
 * For the status page of a cancellation: the closure schedules of the account's tickets, states and dates only. Unclosed
 * ones first, then by when they close; at most 1,000.
 */
export const ReadClosures = call({
  subject: 'lethe.rpc.ticketing.ticket.read-closures',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    closures: z.array(z.strictObject({ closesAt: instant, dueBy: instant, closedAt: instant.nullable() })),
  }),
  refuses: {},
});

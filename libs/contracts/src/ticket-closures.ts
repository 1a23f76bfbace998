import * as z from 'zod';
import { call, id, instant } from './call.ts';
import { mostClosures } from './cancellation.ts';
import { mostNamed } from './pre-check.ts';

/**
 * For the notice: how many tickets are unclosed, the oldest of them, and when they would be closed were the cancellation final
 * at `finalAt`.
 */
export const ReadUnclosedTickets = call({
  subject: 'lethe.rpc.ticketing.ticket.read-unclosed',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id, finalAt: instant }),
  output: z.strictObject({
    unclosed: z.int().min(0),
    oldest: z.array(z.strictObject({ ticketId: id, submittedAt: instant })).max(mostNamed),
    dueBy: instant,
    closesAt: instant,
  }),
  refuses: {},
});

/**
 * For the status page of a cancellation: the closure schedules of the account's tickets, states and dates only. Unclosed
 * ones first, then by when they close; at most `mostClosures`.
 */
export const ReadClosures = call({
  subject: 'lethe.rpc.ticketing.ticket.read-closures',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    closures: z
      .array(z.strictObject({ closesAt: instant, dueBy: instant, closedAt: instant.nullable() }))
      .max(mostClosures),
  }),
  refuses: {},
});

import { id, instant } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

/**
 * Stream `submitter-<accountId>`: which tickets are the account's, and which are unclosed. Written in one unit with the
 * tickets' streams, so that clearing misses none.
 */
export const submitterEvents = defineEvents({
  SubmissionOpened: { version: 1, data: z.strictObject({ accountId: id, ticketId: id, openedAt: instant }) },
  SubmissionClosed: { version: 1, data: z.strictObject({ accountId: id, ticketId: id, closedAt: instant }) },
  SubmitterCancelled: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      cancellationId: id,
      finalAt: instant,
      releasedAt: instant,
      cancelledAt: instant,
    }),
  },
});

export type SubmitterEvent = EventOf<typeof submitterEvents>;
export type SubmitterEventOf<Type extends SubmitterEvent['type']> = Extract<SubmitterEvent, { type: Type }>;

export const submitterStream = (accountId: string): string => `submitter-${accountId}`;

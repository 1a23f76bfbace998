import { id, instant } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

/** Stream `recipient-<accountId>`: which mails of an account are under way, and whether its clearing waits for them. */
export const recipientEvents = defineEvents({
  MailTaken: { version: 1, data: z.strictObject({ accountId: id, mailId: id, takenAt: instant }) },
  MailSettled: { version: 1, data: z.strictObject({ accountId: id, mailId: id, settledAt: instant }) },
  ClearingPostponed: {
    version: 1,
    data: z.strictObject({ accountId: id, cancellationId: id, finishedBy: instant }),
  },
});

export type RecipientEvent = EventOf<typeof recipientEvents>;

export const recipientStream = (accountId: string): string => `recipient-${accountId}`;

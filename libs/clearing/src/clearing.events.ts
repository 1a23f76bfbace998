import { evidence, id, instant } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const { categories } = evidence.shape;
/** Category codes and counts of what was cleared; never free text. */
export type Categories = Readonly<z.infer<typeof categories>>;

const ofCancellation = { accountId: id, cancellationId: id } as const;

/** In every service's catalogue. */
export const clearingEvents = defineEvents({
  /** The only event of `gate-<accountId>`: from here on this service stores nothing new for the account. */
  AccountClosed: { version: 1, data: z.strictObject({ ...ofCancellation, closedAt: instant }) },
  /** In `clearing-<accountId>`: what is still sealed under the account's key goes from every view now. */
  AccountDataCleared: { version: 1, data: z.strictObject({ ...ofCancellation, categories, clearedAt: instant }) },
});
export type ClearingEvent = EventOf<typeof clearingEvents>;

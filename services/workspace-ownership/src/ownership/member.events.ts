import { id, instant } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const ofMembership = { accountId: id, workspaceId: id };
const attempt = z.int().min(1);

/**
 * Stream `member-<accountId>`: what the account is in and owns, and its holds. Written in one unit with the
 * workspace's stream, so that it is never behind it (WS-6).
 */
export const memberEvents = defineEvents({
  MembershipBegan: {
    version: 1,
    data: z.strictObject({ ...ofMembership, asOwner: z.boolean(), beganAt: instant }),
  },
  OwnershipReceived: { version: 1, data: z.strictObject({ ...ofMembership, receivedAt: instant }) },
  OwnershipGiven: { version: 1, data: z.strictObject({ ...ofMembership, givenAt: instant }) },
  MembershipEnded: {
    version: 1,
    data: z.strictObject({
      ...ofMembership,
      /** The account closed the workspace; absent where it did not, or before that was noted. */
      byClosing: z.literal(true).exactOptional(),
      endedAt: instant,
    }),
  },
  OwnershipHeld: { version: 1, data: z.strictObject({ accountId: id, attempt, heldAt: instant }) },
  OwnershipHoldReleased: { version: 1, data: z.strictObject({ accountId: id, attempt, releasedAt: instant }) },
});

export type MemberEvent = EventOf<typeof memberEvents>;
export type MemberEventOf<Type extends MemberEvent['type']> = Extract<MemberEvent, { type: Type }>;

export const memberStream = (accountId: string): string => `member-${accountId}`;

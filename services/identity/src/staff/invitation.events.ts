import { id, instant, personal, staffRoles } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

export const invitationEvents = defineEvents({
  StaffInvited: {
    version: 2,
    data: z.strictObject({
      invitationId: id,
      /** The administrator who sent it; none where the operator did, or nobody noted it yet. */
      by: id.exactOptional(),
      email: personal(z.string(), { of: 'invitationId' }),
      role: z.enum(staffRoles),
      tokenHash: z.string(),
      invitedAt: instant,
      expiresAt: instant,
    }),
    upcasts: { 1: (data) => data },
  },
  StaffInvitationAccepted: {
    version: 1,
    data: z.strictObject({ invitationId: id, accountId: id, acceptedAt: instant }),
  },
  StaffInvitationEnded: {
    version: 1,
    data: z.strictObject({
      invitationId: id,
      because: z.enum(['expired', 'address-cancelled', 'revoked']),
      endedAt: instant,
    }),
  },
});

export type InvitationEvent = EventOf<typeof invitationEvents>;

export const invitationStream = (invitationId: string): string => `invitation-${invitationId}`;

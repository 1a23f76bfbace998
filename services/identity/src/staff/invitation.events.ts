import { id, instant, personal, staffRoles } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

export const invitationEvents = defineEvents({
  StaffInvited: {
    version: 1,
    data: z.strictObject({
      invitationId: id,
      email: personal(z.string(), { of: 'invitationId' }),
      role: z.enum(staffRoles),
      tokenHash: z.string(),
      invitedAt: instant,
      expiresAt: instant,
    }),
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

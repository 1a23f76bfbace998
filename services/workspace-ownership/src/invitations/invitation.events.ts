import { id, instant, personal } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';
import { memberRole } from '../workspaces/workspace.events.ts';

/** Stream `invitation-<id>`. The address is sealed under the invitation's own key, which ends with it. */
export const invitationEvents = defineEvents({
  MemberInvited: {
    version: 1,
    data: z.strictObject({
      invitationId: id,
      workspaceId: id,
      email: personal(z.string(), { of: 'invitationId' }),
      role: memberRole,
      invitedBy: id,
      /** Which stretch as owner or administrator its sender sent it in; absent in those of before that was noted. */
      senderSince: instant.exactOptional(),
      invitedAt: instant,
      expiresAt: instant,
    }),
  },
  InvitationAccepted: {
    version: 1,
    data: z.strictObject({ invitationId: id, workspaceId: id, accountId: id, acceptedAt: instant }),
  },
  InvitationEnded: {
    version: 1,
    data: z.strictObject({
      invitationId: id,
      because: z.enum(['expired', 'inviter-cancelled', 'address-cancelled', 'replaced', 'revoked']),
      endedAt: instant,
    }),
  },
});

export type InvitationEvent = EventOf<typeof invitationEvents>;
export type InvitationEventOf<Type extends InvitationEvent['type']> = Extract<InvitationEvent, { type: Type }>;

export const invitationStream = (invitationId: string): string => `invitation-${invitationId}`;

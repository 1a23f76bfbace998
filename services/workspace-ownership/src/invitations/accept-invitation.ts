import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { InvitationEventOf } from './invitation.events.ts';
import type { Invitation } from './invitation.ts';

export type AcceptInvitation = Message<'AcceptInvitation', { invitationId: string; accountId: string; at: string }>;

export type InvitationUnknown = Refusal<'invitation-unknown', Readonly<Record<never, never>>>;

/** Used up, expired and never sent are the same to whoever holds a token. */
export const acceptInvitation = (
  { data: { invitationId, accountId, at } }: AcceptInvitation,
  invitation: Invitation,
): Decision<InvitationEventOf<'InvitationAccepted'>, InvitationUnknown> => {
  if (invitation.status !== 'open' || at >= invitation.expiresAt) return refuse('invitation-unknown');
  const { workspaceId } = invitation;
  return [{ type: 'InvitationAccepted', data: { invitationId, workspaceId, accountId, acceptedAt: at } }];
};

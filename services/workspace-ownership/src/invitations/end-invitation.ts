import type { Decision, Message } from '@lethe/deciding';
import type { InvitationEventOf } from './invitation.events.ts';
import type { Invitation } from './invitation.ts';

export type EndInvitation = Message<
  'EndInvitation',
  { invitationId: string; because: 'expired' | 'inviter-cancelled'; at: string }
>;

export const endInvitation = (
  { data: { invitationId, because, at } }: EndInvitation,
  invitation: Invitation,
): Decision<InvitationEventOf<'InvitationEnded'>> => {
  if (invitation.status !== 'open' || (because === 'expired' && at < invitation.expiresAt)) return [];
  return [{ type: 'InvitationEnded', data: { invitationId, because, endedAt: at } }];
};

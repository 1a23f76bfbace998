import { isBefore, type Decision, type Message } from '@lethe/deciding';
import type { InvitationEventOf } from './invitation.events.ts';
import type { Invitation, OpenInvitation } from './invitation.ts';

export type EndInvitation = Message<
  'EndInvitation',
  | { invitationId: string; because: 'expired' | 'inviter-cancelled' | 'replaced' | 'revoked'; at: string }
  | { invitationId: string; because: 'address-cancelled'; releasedAt: string; at: string }
>;

/** PLAN-2: what is younger than the release of the address is for somebody new. */
const isTooEarly = (data: EndInvitation['data'], { invitedAt, expiresAt }: OpenInvitation): boolean => {
  if (data.because === 'expired') return isBefore(data.at, expiresAt);
  return data.because === 'address-cancelled' && !isBefore(invitedAt, data.releasedAt);
};

export const endInvitation = (
  { data }: EndInvitation,
  invitation: Invitation,
): Decision<InvitationEventOf<'InvitationEnded'>> => {
  if (invitation.status !== 'open' || isTooEarly(data, invitation)) return [];
  const { invitationId, because, at } = data;
  return [{ type: 'InvitationEnded', data: { invitationId, because, endedAt: at } }];
};

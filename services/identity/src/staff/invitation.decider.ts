import type { StaffRole } from '@lethe/contracts';
import { refuse, type Decider, type Message, type Refusal } from '@lethe/deciding';
import { secondsAfter } from '../verification/instants.ts';
import type { InvitationEvent } from './invitation.events.ts';
import { evolve, unknown, type Invitation } from './invitation.ts';

export type InviteStaff = Message<
  'InviteStaff',
  { invitationId: string; email: string; role: StaffRole; tokenHash: string; at: string }
>;
export type AcceptInvitation = Message<'AcceptInvitation', { tokenHash: string; accountId: string; at: string }>;
export type ExpireInvitation = Message<'ExpireInvitation', { at: string }>;
export type WithdrawInvitation = Message<'WithdrawInvitation', { releasedAt: string; at: string }>;
export type InvitationCommand = InviteStaff | AcceptInvitation | ExpireInvitation | WithdrawInvitation;
export type InvitationRefusal = Refusal<'invitation-unknown', Record<never, never>>;
type Events = readonly InvitationEvent[];

const openSeconds = 7 * 24 * 3600;

export const inviteStaff = ({ data: { at, ...data } }: InviteStaff, invitation: Invitation): Events =>
  invitation.status === 'unknown'
    ? [{ type: 'StaffInvited', data: { ...data, invitedAt: at, expiresAt: secondsAfter(at, openSeconds) } }]
    : [];

/** A wrong token, an old one and one that was used answer alike. */
export const acceptInvitation = (
  { data: { tokenHash, accountId, at } }: AcceptInvitation,
  invitation: Invitation,
): Events | InvitationRefusal => {
  if (invitation.status !== 'open' || invitation.tokenHash !== tokenHash || at >= invitation.expiresAt)
    return refuse('invitation-unknown');
  const { invitationId } = invitation;
  return [{ type: 'StaffInvitationAccepted', data: { invitationId, accountId, acceptedAt: at } }];
};

export const expireInvitation = ({ data: { at } }: ExpireInvitation, invitation: Invitation): Events => {
  if (invitation.status !== 'open' || at < invitation.expiresAt) return [];
  const { invitationId } = invitation;
  return [{ type: 'StaffInvitationEnded', data: { invitationId, because: 'expired', endedAt: at } }];
};

/** PLAN-2: what is younger than the release of the address is for somebody new. */
export const withdrawInvitation = (
  { data: { releasedAt, at } }: WithdrawInvitation,
  invitation: Invitation,
): Events => {
  if (invitation.status !== 'open' || invitation.invitedAt >= releasedAt) return [];
  const { invitationId } = invitation;
  return [{ type: 'StaffInvitationEnded', data: { invitationId, because: 'address-cancelled', endedAt: at } }];
};

export const invitationDecider: Decider<InvitationCommand, Invitation, InvitationEvent, InvitationRefusal> = {
  initial: unknown,
  evolve,
  decide: (command, invitation) => {
    switch (command.type) {
      case 'InviteStaff':
        return inviteStaff(command, invitation);
      case 'AcceptInvitation':
        return acceptInvitation(command, invitation);
      case 'ExpireInvitation':
        return expireInvitation(command, invitation);
      case 'WithdrawInvitation':
        return withdrawInvitation(command, invitation);
    }
  },
};

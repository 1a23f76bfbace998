import type { StaffRole } from '@lethe/contracts';
import { isBefore, refuse, type Message, type Refusal } from '@lethe/deciding';
import { secondsAfter } from '../verification/instants.ts';
import type { InvitationEvent } from './invitation.events.ts';
import type { Invitation, OpenInvitation } from './invitation.ts';
import { isActiveAdministrator, type Roster } from './roster.ts';

export type InviteStaff = Message<
  'InviteStaff',
  { invitationId: string; by?: string; email: string; role: StaffRole; tokenHash: string; at: string }
>;
export type AcceptInvitation = Message<
  'AcceptInvitation',
  { tokenHash: string; accountId: string; roster: Roster; at: string }
>;
export type ExpireInvitation = Message<'ExpireInvitation', { at: string }>;
export type WithdrawInvitation = Message<'WithdrawInvitation', { releasedAt: string; at: string }>;
export type RevokeInvitation = Message<'RevokeInvitation', { at: string }>;
export type InvitationRefusal = Refusal<'invitation-unknown', Record<never, never>>;
type Events = readonly InvitationEvent[];

const openSeconds = 7 * 24 * 3600;

export const inviteStaff = ({ data: { at, ...data } }: InviteStaff, invitation: Invitation): Events =>
  invitation.status === 'unknown'
    ? [{ type: 'StaffInvited', data: { ...data, invitedAt: at, expiresAt: secondsAfter(at, openSeconds) } }]
    : [];

type Standing = Readonly<{ roster: Roster; at: string }>;

/** ADM-1, W1: an invitation holds only while who sent it may invite; the operator always may. */
const holds = ({ by }: OpenInvitation, roster: Roster): boolean =>
  by === undefined || isActiveAdministrator(roster, by);

/** What can still be taken up; undefined where it is over, or its sender is no administrator any more. */
export const openInvitation = (invitation: Invitation, { roster, at }: Standing): OpenInvitation | undefined =>
  invitation.status === 'open' && isBefore(at, invitation.expiresAt) && holds(invitation, roster)
    ? invitation
    : undefined;

/** What a token opens; undefined alike for a wrong one, an old one and one that was used. */
export const invitationBehind = (
  invitation: Invitation,
  { tokenHash, ...standing }: Standing & Readonly<{ tokenHash: string }>,
): OpenInvitation | undefined => {
  const open = openInvitation(invitation, standing);
  return open?.tokenHash === tokenHash ? open : undefined;
};

export const acceptInvitation = (
  { data: { accountId, ...behind } }: AcceptInvitation,
  invitation: Invitation,
): Events | InvitationRefusal => {
  const open = invitationBehind(invitation, behind);
  if (open === undefined) return refuse('invitation-unknown');
  const { invitationId } = open;
  return [{ type: 'StaffInvitationAccepted', data: { invitationId, accountId, acceptedAt: behind.at } }];
};

/** Who revoked it stands with the event, as its actor. */
export const revokeInvitation = (
  { data: { at } }: RevokeInvitation,
  invitation: Invitation,
): Events | InvitationRefusal => {
  if (invitation.status !== 'open' || at >= invitation.expiresAt) return refuse('invitation-unknown');
  const { invitationId } = invitation;
  return [{ type: 'StaffInvitationEnded', data: { invitationId, because: 'revoked', endedAt: at } }];
};

export const expireInvitation = ({ data: { at } }: ExpireInvitation, invitation: Invitation): Events => {
  if (invitation.status !== 'open' || isBefore(at, invitation.expiresAt)) return [];
  const { invitationId } = invitation;
  return [{ type: 'StaffInvitationEnded', data: { invitationId, because: 'expired', endedAt: at } }];
};

/** PLAN-2: what is younger than the release of the address is for somebody new. */
export const withdrawInvitation = (
  { data: { releasedAt, at } }: WithdrawInvitation,
  invitation: Invitation,
): Events => {
  if (invitation.status !== 'open' || !isBefore(invitation.invitedAt, releasedAt)) return [];
  const { invitationId } = invitation;
  return [{ type: 'StaffInvitationEnded', data: { invitationId, because: 'address-cancelled', endedAt: at } }];
};

import type { Personal } from '@lethe/contracts';
import { isBefore, type Fold } from '@lethe/deciding';
import { seatOf } from '../workspaces/seats.ts';
import type { MemberRole } from '../workspaces/workspace.events.ts';
import type { OpenWorkspace, Workspace } from '../workspaces/workspace.ts';
import type { InvitationEvent } from './invitation.events.ts';

export type OpenInvitation = Readonly<{
  status: 'open';
  workspaceId: string;
  email: Personal<string>;
  role: MemberRole;
  invitedBy: string;
  senderSince: string | undefined;
  invitedAt: string;
  expiresAt: string;
}>;
export type Invitation = OpenInvitation | Readonly<{ status: 'none' | 'ended' }>;

/** W1: an invitation that can be accepted stands behind a sender who may invite, without a gap since it was sent. */
export const stands = (invitation: Invitation, workspace: Workspace, at: string): workspace is OpenWorkspace => {
  if (invitation.status !== 'open' || workspace.status !== 'open' || !isBefore(at, invitation.expiresAt)) return false;
  const managesSince = seatOf(workspace.seats, invitation.invitedBy)?.managesSince;
  return managesSince !== undefined && (invitation.senderSince ?? managesSince) === managesSince;
};

const evolve = (_invitation: Invitation, event: InvitationEvent): Invitation => {
  switch (event.type) {
    case 'MemberInvited': {
      const { workspaceId, email, role, invitedBy, senderSince, invitedAt, expiresAt } = event.data;
      return { status: 'open', workspaceId, email, role, invitedBy, senderSince, invitedAt, expiresAt };
    }
    case 'InvitationAccepted':
    case 'InvitationEnded':
      return { status: 'ended' };
  }
};

export const invitationFold: Fold<Invitation, InvitationEvent> = { initial: { status: 'none' }, evolve };

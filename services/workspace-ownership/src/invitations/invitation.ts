import type { Fold } from '@lethe/deciding';
import type { MemberRole } from '../workspaces/workspace.events.ts';
import type { InvitationEvent } from './invitation.events.ts';

export type OpenInvitation = Readonly<{
  status: 'open';
  workspaceId: string;
  role: MemberRole;
  invitedAt: string;
  expiresAt: string;
}>;
export type Invitation = OpenInvitation | Readonly<{ status: 'none' | 'ended' }>;

const evolve = (_invitation: Invitation, event: InvitationEvent): Invitation => {
  switch (event.type) {
    case 'MemberInvited': {
      const { workspaceId, role, invitedAt, expiresAt } = event.data;
      return { status: 'open', workspaceId, role, invitedAt, expiresAt };
    }
    case 'InvitationAccepted':
    case 'InvitationEnded':
      return { status: 'ended' };
  }
};

export const invitationFold: Fold<Invitation, InvitationEvent> = { initial: { status: 'none' }, evolve };

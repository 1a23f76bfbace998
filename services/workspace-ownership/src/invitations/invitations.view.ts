import type { Sealed } from '@lethe/sealing';
import type { View } from '@lethe/views';
import type { LoggedEvent } from '../workspace-ownership-kit.ts';
import type { MemberRole } from '../workspaces/workspace.events.ts';

export type InvitationTables = {
  invitations_v1: {
    invitation_id: string;
    workspace_id: string;
    email: Sealed;
    role: MemberRole;
    invited_by: string;
    sender_since: string | null;
    invited_at: string;
    expires_at: string;
  };
};

/** Invitations that are open. The address lies in it sealed, as in the log; its row goes with the invitation. */
export const invitationsView: View<LoggedEvent, InvitationTables> = {
  name: 'invitations_v1',
  personal: true,
  on: {
    MemberInvited: (db, { data }) =>
      db.insertInto('invitations_v1').values({
        invitation_id: data.invitationId,
        workspace_id: data.workspaceId,
        email: data.email,
        role: data.role,
        invited_by: data.invitedBy,
        sender_since: data.senderSince ?? null,
        invited_at: data.invitedAt,
        expires_at: data.expiresAt,
      }),
    InvitationAccepted: (db, { data }) =>
      db.deleteFrom('invitations_v1').where('invitation_id', '=', data.invitationId),
    InvitationEnded: (db, { data }) => db.deleteFrom('invitations_v1').where('invitation_id', '=', data.invitationId),
    AccountDataCleared: (db, { data }) => db.deleteFrom('invitations_v1').where('invited_by', '=', data.accountId),
  },
};

import type { CallContext, PersonClaims } from '@lethe/bus';
import { isShredded, type InputOf, type ResendInvitation } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { managedBy } from '../workspaces/permission.ts';
import { endIn } from './end-in.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold, stands } from './invitation.ts';
import { loadWorkspace } from '../workspaces/workspaces.ts';
import { sendingInvitation, type SendingKit } from './sending-invitation.ts';

type Asked = InputOf<typeof ResendInvitation> & Readonly<{ sender: Pick<PersonClaims, 'accountId' | 'verifiedAt'> }>;

/**
 * Invites the same address again, with the same role. It is a new invitation, since the key of one dies with its mail at
 * notification, and its sender is whoever sends it again: it does not end with the right of the one before.
 */
export const resendingInvitation = (
  kit: SendingKit,
  context: Pick<CallContext, 'command' | 'correlationId'>,
  { workspaceId, invitationId, sender }: Asked,
) =>
  sendingInvitation(kit, context, {
    workspaceId,
    sender,
    wanted: async (unit, workspace, at) => {
      const managed = managedBy(workspace, sender.accountId);
      if (isRefusal(managed)) return managed;
      const invitation = await unit.load(invitationStream(invitationId), invitationFold);
      if (invitation.status !== 'open' || invitation.workspaceId !== workspaceId || isShredded(invitation.email))
        return refuse('invitation-unknown');
      const { invitedBy } = invitation;
      if (!stands(invitation, await loadWorkspace(unit, kit.journal, { workspaceId, of: [invitedBy] }), at))
        return refuse('invitation-unknown');
      await endIn(unit, { invitationId, because: 'replaced', at });
      return { email: invitation.email, role: invitation.role };
    },
  });

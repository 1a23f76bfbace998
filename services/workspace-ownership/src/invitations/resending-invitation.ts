import type { CallContext } from '@lethe/bus';
import { isShredded, type InputOf, type ResendInvitation } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { managedBy } from '../workspaces/permission.ts';
import { endIn } from './end-in.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold, stands } from './invitation.ts';
import { sendingInvitation, type SendingKit } from './sending-invitation.ts';

type Asked = InputOf<typeof ResendInvitation> & Readonly<{ by: string }>;

/**
 * Invites the same address again, with the same role. It is a new invitation, since the key of one dies with its mail at
 * notification, and its sender is whoever sends it again: it does not end with the right of the one before.
 */
export const resendingInvitation = (
  kit: SendingKit,
  context: Pick<CallContext, 'command' | 'correlationId'>,
  { workspaceId, invitationId, by }: Asked,
) =>
  sendingInvitation(kit, context, {
    workspaceId,
    by,
    wanted: async (unit, workspace, at) => {
      const managed = managedBy(workspace, by);
      if (isRefusal(managed)) return managed;
      const invitation = await unit.load(invitationStream(invitationId), invitationFold);
      if (invitation.status !== 'open' || invitation.workspaceId !== workspaceId || isShredded(invitation.email))
        return refuse('invitation-unknown');
      if (!stands(invitation, workspace, at)) return refuse('invitation-unknown');
      await endIn(unit, { invitationId, because: 'replaced', at });
      return { email: invitation.email, role: invitation.role };
    },
  });

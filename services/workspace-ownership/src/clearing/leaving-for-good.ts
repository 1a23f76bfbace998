import type { ClearingPlan } from '@lethe/clearing';
import { isRefusal } from '@lethe/deciding';
import { endInvitation } from '../invitations/end-invitation.ts';
import { byInviter } from '../invitations/invitation-look-ups.ts';
import { invitationStream } from '../invitations/invitation.events.ts';
import { invitationFold } from '../invitations/invitation.ts';
import { leaveWorkspace } from '../members/leave-workspace.ts';
import { memberStream } from '../ownership/member.events.ts';
import { memberFold } from '../ownership/member.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { inWorkspace, loadMember, type OwnershipUnit } from '../workspaces/in-workspace.ts';

/** The account leaves every workspace, and the invitations it sent end. All in one unit: it is gone, or not yet. */
export const workspaceOwnershipClearing = ({ journal, clock }: WorkspaceOwnershipKit): ClearingPlan => ({
  clear: ({ accountId }, command) =>
    journal.handle(
      command,
      async (unit) => {
        const at = clock();
        await leaveAll(unit, accountId, at);
        for (const invitationId of await journal.lookUp(byInviter, accountId)) await end(unit, invitationId, at);
      },
      (events) => ({
        categories: {
          memberships: events.filter(({ type }) => type === 'MemberLeft').length,
          invitations: events.filter(({ type }) => type === 'InvitationEnded').length,
        },
      }),
    ),
  remaining: async ({ accountId }) => {
    const { workspaces } = await journal.state(memberStream(accountId), memberFold);
    return workspaces.size + (await journal.lookUp(byInviter, accountId)).length;
  },
});

/** The hold of the cancellation sees to it that nobody gets here as an owner: WS-1 stands even so, and somebody must look. */
const leaveAll = async (unit: OwnershipUnit, accountId: string, at: string): Promise<void> => {
  for (const workspaceId of (await loadMember(unit, accountId)).workspaces) {
    const data = { workspaceId, accountId, because: 'cancelled', at } as const;
    const refused = await inWorkspace(unit, workspaceId, (workspace) =>
      leaveWorkspace({ type: 'LeaveWorkspace', data }, workspace),
    );
    if (isRefusal(refused)) throw new Error(`Workspace ${workspaceId}: ${refused.refused}.`);
  }
};

const end = async (unit: OwnershipUnit, invitationId: string, at: string): Promise<void> => {
  const stream = invitationStream(invitationId);
  const invitation = await unit.load(stream, invitationFold);
  const data = { invitationId, because: 'inviter-cancelled', at } as const;
  const decision = endInvitation({ type: 'EndInvitation', data }, invitation);
  unit.record(stream, decision);
  if (decision.length > 0) unit.releaseAll(invitationId);
};

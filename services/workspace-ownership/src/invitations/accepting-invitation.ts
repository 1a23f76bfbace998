import { isRefusal, refuse } from '@lethe/deciding';
import type { Command } from '@lethe/journal';
import { joinWorkspace } from '../members/join-workspace.ts';
import { isEligible } from '../ownership/member.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { inWorkspace, loadMember, type OwnershipUnit } from '../workspaces/in-workspace.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { byToken } from './invitation-look-ups.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold } from './invitation.ts';

type Accepting = Readonly<{ token: string; accountId: string }>;

/** Whoever holds the token may join, once; the invitation's look-ups go with it, its key soon after. */
export const acceptingInvitation = (
  { journal, clock }: WorkspaceOwnershipKit,
  command: Command,
  { token, accountId }: Accepting,
) =>
  journal.handle(
    command,
    async (unit) => {
      unit.assertOpen(accountId);
      const [invitationId] = await journal.lookUp(byToken, token);
      if (invitationId === undefined) return refuse('invitation-unknown');
      return accepting(unit, { invitationId, accountId, at: clock() });
    },
    (events) => {
      const event = events.find(({ type }) => type === 'InvitationAccepted');
      if (event?.type !== 'InvitationAccepted') throw new Error('The acceptance was not recorded.');
      return { workspaceId: event.data.workspaceId };
    },
  );

const accepting = async (
  unit: OwnershipUnit,
  data: Readonly<{ invitationId: string; accountId: string; at: string }>,
) => {
  const { invitationId, accountId, at } = data;
  const invitation = await unit.load(invitationStream(invitationId), invitationFold);
  const decision = acceptInvitation({ type: 'AcceptInvitation', data }, invitation);
  if (isRefusal(decision) || invitation.status !== 'open') return refuse('invitation-unknown');
  const { workspaceId, role } = invitation;
  const eligible = isEligible(await loadMember(unit, accountId));
  const refused = await inWorkspace(unit, workspaceId, (workspace) =>
    joinWorkspace({ type: 'JoinWorkspace', data: { workspaceId, accountId, role, eligible, at } }, workspace),
  );
  if (refused !== undefined)
    return refused.refused === 'workspace-unknown' ? refuse('invitation-unknown') : refuse('member-not-eligible');
  unit.record(invitationStream(invitationId), decision);
  unit.releaseAll(invitationId);
  return undefined;
};

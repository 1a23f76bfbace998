import type { CallContext } from '@lethe/bus';
import { isShredded, MatchesEmail } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { joinWorkspace } from '../members/join-workspace.ts';
import { isEligible } from '../ownership/member.ts';
import { loadHolds } from '../ownership/members.ts';
import type { OwnershipUnit, WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { byToken } from './invitation-look-ups.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold, stands, type OpenInvitation } from './invitation.ts';
import { loadWorkspace } from '../workspaces/workspaces.ts';

type Accepting = Readonly<{ token: string; accountId: string }>;
type AsksWhose = (invitation: OpenInvitation) => Promise<boolean>;

/** Whoever holds the token and the address may join, once; the invitation's look-ups go with it, its key soon after. */
export const acceptingInvitation = (
  kit: Pick<WorkspaceOwnershipKit, 'journal' | 'calls' | 'clock'>,
  { command, correlationId }: Pick<CallContext, 'command' | 'correlationId'>,
  { token, accountId }: Accepting,
) => {
  const { journal, calls, clock } = kit;
  const isTheirs: AsksWhose = async ({ email }) =>
    !isShredded(email) && (await calls.ask(MatchesEmail, { accountId, email }, { correlationId })).matches;
  return journal.handle(
    command,
    async (unit) => {
      const [invitationId] = await journal.lookUp(byToken, token);
      if (invitationId === undefined) return refuse('invitation-unknown');
      return accepting(kit, unit, { invitationId, accountId, at: clock() }, isTheirs);
    },
    (events) => {
      const event = events.find(({ type }) => type === 'InvitationAccepted');
      if (event?.type !== 'InvitationAccepted') throw new Error('The acceptance was not recorded.');
      return { workspaceId: event.data.workspaceId };
    },
  );
};

/** The workspace's stream is asserted or written to: whoever takes the sender's right away at this moment comes first or later. */
const accepting = async (
  kit: Pick<WorkspaceOwnershipKit, 'journal'>,
  unit: OwnershipUnit,
  { invitationId, accountId, at }: Readonly<{ invitationId: string; accountId: string; at: string }>,
  isTheirs: AsksWhose,
) => {
  const invitation = await unit.load(invitationStream(invitationId), invitationFold);
  if (invitation.status !== 'open') return refuse('invitation-unknown');
  const { workspaceId, invitedBy, role } = invitation;
  const holds = stands(invitation, await loadWorkspace(unit, kit.journal, { workspaceId, of: [invitedBy] }), at);
  const data = { invitationId, accountId, stands: holds, toThisAccount: holds && (await isTheirs(invitation)), at };
  const decision = acceptInvitation({ type: 'AcceptInvitation', data }, invitation);
  if (isRefusal(decision)) return decision;
  const eligible = isEligible(await loadHolds(unit, accountId));
  const refused = await inWorkspace(kit, unit, { workspaceId, of: [accountId] }, (workspace) =>
    joinWorkspace({ type: 'JoinWorkspace', data: { workspaceId, accountId, role, eligible, at } }, workspace),
  );
  if (refused !== undefined)
    return refused.refused === 'workspace-unknown' ? refuse('invitation-unknown') : refuse('member-not-eligible');
  unit.record(invitationStream(invitationId), decision);
  unit.releaseAll(invitationId);
  return undefined;
};

import type { ClearingPlan } from '@lethe/clearing';
import { normalisedEmail, ReadReleasedAddress } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { endIn } from '../invitations/end-in.ts';
import { invitationSends } from '../invitations/invitation-sends.ts';
import { byAddress, byInviter } from '../invitations/invitation-look-ups.ts';
import { leaveWorkspace } from '../members/leave-workspace.ts';
import { memberStream } from '../ownership/member.events.ts';
import { memberFold } from '../ownership/member.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { inWorkspace, loadMember, type OwnershipUnit } from '../workspaces/in-workspace.ts';

/**
 * The account leaves every workspace, and the invitations it sent end, and those to its address that are older than the
 * release of it. All in one unit: it is gone, or not yet. Then the keys go under which its address lay.
 */
export const workspaceOwnershipClearing = (kit: WorkspaceOwnershipKit): ClearingPlan => {
  const sends = invitationSends(kit);
  return {
    clear: async ({ accountId, releasedAt }, command) => {
      const { journal, sealing, clock } = kit;
      const address = await releasedAddress(kit, accountId);
      const events = await journal.handle(
        command,
        async (unit) => {
          const at = clock();
          await leaveAll(unit.ungated, accountId, at);
          for (const invitationId of await journal.lookUp(byInviter, accountId))
            await endIn(unit.ungated, { invitationId, because: 'inviter-cancelled', at });
          for (const invitationId of address === undefined ? [] : await journal.lookUp(byAddress, address))
            await endIn(unit.ungated, { invitationId, because: 'address-cancelled', releasedAt, at });
        },
        (recorded) => recorded,
      );
      const ended = events.flatMap(({ type, data }) => (type === 'InvitationEnded' ? [data] : []));
      for (const { invitationId } of ended) await sealing.destroy(`invitation:${invitationId}`, clock());
      await sends.forget('sender', accountId);
      if (address !== undefined) await sends.forget('address', address);
      return {
        categories: {
          memberships: events.filter(({ type }) => type === 'MemberLeft').length,
          invitations: ended.length,
        },
      };
    },
    remaining: async ({ accountId }) => {
      const { workspaces } = await kit.journal.state(memberStream(accountId), memberFold);
      const sent = await kit.journal.lookUp(byInviter, accountId);
      return workspaces.size + sent.length + (await sends.count('sender', accountId));
    },
  };
};

/** Only identity knows the address, and says it while the account is being cleared. */
const releasedAddress = async ({ calls }: WorkspaceOwnershipKit, accountId: string): Promise<string | undefined> => {
  const { email } = await calls.ask(ReadReleasedAddress, { accountId });
  return email === null ? undefined : normalisedEmail(email);
};

/** The hold of the cancellation sees to it that nobody gets here as an owner: WS-1 stands even so, and somebody must look. */
const leaveAll = async (unit: OwnershipUnit, accountId: string, at: string): Promise<void> => {
  for (const workspaceId of (await loadMember(unit, accountId)).workspaces.keys()) {
    const data = { workspaceId, accountId, because: 'cancelled', at } as const;
    const refused = await inWorkspace(unit, workspaceId, (workspace) =>
      leaveWorkspace({ type: 'LeaveWorkspace', data }, workspace),
    );
    if (isRefusal(refused)) throw new Error(`Workspace ${workspaceId}: ${refused.refused}.`);
  }
};

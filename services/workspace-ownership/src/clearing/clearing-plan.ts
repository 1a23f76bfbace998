import type { ClearingPlan } from '@lethe/clearing';
import { normalisedEmail, ReadReleasedAddress } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { pageSize, untilNoneIsLeft } from '@lethe/journal';
import { endIn } from '../invitations/end-in.ts';
import type { EndInvitation } from '../invitations/end-invitation.ts';
import { invitationSends } from '../invitations/invitation-sends.ts';
import { byAddress, byInviter } from '../invitations/invitation-look-ups.ts';
import { leaveWorkspace } from '../members/leave-workspace.ts';
import { memberStream, type MemberEvent } from '../ownership/member.events.ts';
import { loadMember, readMember } from '../ownership/members.ts';
import type { OwnershipUnit, WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { forgetName } from '../workspaces/ending-workspace.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';

/**
 * The account leaves every workspace, and the invitations it sent end, and those to its address that are older than the
 * release of it, page by page. Then the keys go under which its address lay, and those of the workspaces that it closed.
 */
export const clearingPlan = (kit: WorkspaceOwnershipKit): ClearingPlan => {
  const sends = invitationSends(kit);
  const { journal, sealing, clock } = kit;
  return {
    clear: async ({ accountId, releasedAt }, command) => {
      const address = await releasedAddress(kit, accountId);
      const ends = await untilNoneIsLeft(command, (page) =>
        journal.handle(
          page,
          (unit) => endSome(kit, unit.ungated, { accountId, address, releasedAt }),
          (recorded) => recorded.filter(({ type }) => type === 'MemberLeft' || type === 'InvitationEnded'),
        ),
      );
      const ended = ends.flatMap(({ type, data }) => (type === 'InvitationEnded' ? [data] : []));
      for (const { invitationId } of ended) await sealing.destroy(`invitation:${invitationId}`, clock());
      await forgetClosed(kit, accountId);
      await sends.forget('sender', accountId);
      if (address !== undefined) await sends.forget('address', address, releasedAt);
      return { categories: { memberships: ends.length - ended.length, invitations: ended.length } };
    },
    remaining: async ({ accountId }) => {
      const { workspaces } = await readMember(journal, accountId);
      const sent = await journal.lookUp(byInviter, accountId);
      return workspaces.size + sent.length + (await sends.count('sender', accountId));
    },
  };
};

type Leaving = Readonly<{ accountId: string; address: string | undefined; releasedAt: string }>;

/** A page of what is left: memberships first, then invitations. */
const endSome = async (
  kit: WorkspaceOwnershipKit,
  unit: OwnershipUnit,
  { accountId, address, releasedAt }: Leaving,
): Promise<void> => {
  const { journal, clock } = kit;
  const at = clock();
  let room = pageSize - (await leaveSome(kit, unit, accountId, at));
  const endEach = async (ends: readonly EndInvitation['data'][]) => {
    for (const end of ends) if (room > 0 && (await endIn(unit, end))) room -= 1;
  };
  const sent = await journal.lookUp(byInviter, accountId);
  await endEach(sent.map((invitationId) => ({ invitationId, because: 'inviter-cancelled', at })));
  const got = address === undefined ? [] : await journal.lookUp(byAddress, address);
  await endEach(got.map((invitationId) => ({ invitationId, because: 'address-cancelled', releasedAt, at })));
};

/** WS-7: their keys are due since they were closed, and are gone before anybody says that all is cleared. */
const forgetClosed = async (kit: WorkspaceOwnershipKit, accountId: string): Promise<void> => {
  const forget = forgetName(kit);
  for (const { type, data } of await kit.journal.read<MemberEvent>(memberStream(accountId)))
    if (type === 'MembershipEnded' && data.byClosing === true) await forget(data.workspaceId);
};

/** Only identity knows the address, and says it while the account is being cleared. */
const releasedAddress = async ({ calls }: WorkspaceOwnershipKit, accountId: string): Promise<string | undefined> => {
  const { email } = await calls.ask(ReadReleasedAddress, { accountId });
  return email === null ? undefined : normalisedEmail(email);
};

/**
 * The hold of the cancellation sees to it that nobody gets here as an owner: WS-1 stands even so, and somebody must look.
 * @returns how many workspaces were left.
 */
const leaveSome = async (
  kit: WorkspaceOwnershipKit,
  unit: OwnershipUnit,
  accountId: string,
  at: string,
): Promise<number> => {
  const some = [...(await loadMember(unit, accountId)).workspaces.keys()].slice(0, pageSize);
  for (const workspaceId of some) {
    const data = { workspaceId, accountId, because: 'cancelled', at } as const;
    const refused = await inWorkspace(kit, unit, { workspaceId, of: [accountId] }, (workspace) =>
      leaveWorkspace({ type: 'LeaveWorkspace', data }, workspace),
    );
    if (isRefusal(refused)) throw new Error(`Workspace ${workspaceId}: ${refused.refused}.`);
  }
  return some.length;
};

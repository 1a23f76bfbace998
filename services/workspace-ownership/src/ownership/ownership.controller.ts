import { Answers, personOf, type CallContext } from '@lethe/bus';
import { HoldOwnership, ReadOwnership, ReleaseOwnershipHold, TransferOwnership, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { AccountGone } from '@lethe/journal';
import { CLOCK, JOURNAL } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { readHeads } from '../workspaces/workspaces.ts';
import { holdOwnership } from './hold-ownership.ts';
import { memberStream } from './member.events.ts';
import { isEligible } from './member.ts';
import { loadHolds, loadMember, readMember } from './members.ts';
import { newestMemberships } from './newest-memberships.ts';
import { ownedWorkspaces } from './owned-workspaces.ts';
import { releaseOwnershipHold } from './release-ownership-hold.ts';
import { transferOwnership } from './transfer-ownership.ts';

@Controller()
export class OwnershipController {
  constructor(
    @Inject(JOURNAL) readonly journal: WorkspaceOwnershipKit['journal'],
    @Inject(CLOCK) readonly clock: WorkspaceOwnershipKit['clock'],
  ) {}

  @Answers(TransferOwnership)
  async transfer({ workspaceId, to }: InputOf<typeof TransferOwnership>, context: CallContext) {
    const { journal, clock } = this;
    const { accountId: by } = personOf(context);
    try {
      return await journal.handle(
        context.command,
        async (unit) => {
          const eligible = isEligible(await loadHolds(unit, to));
          const data = { workspaceId, by, to, eligible, at: clock() };
          return inWorkspace(this, unit, { workspaceId, of: [by, to] }, (workspace) =>
            transferOwnership({ type: 'TransferOwnership', data }, workspace),
          );
        },
        () => ({}),
      );
    } catch (error) {
      if (error instanceof AccountGone && error.accountId === to) return refuse('member-not-eligible');
      throw error;
    }
  }

  @Answers(ReadOwnership)
  async read({ accountId }: InputOf<typeof ReadOwnership>) {
    const { journal } = this;
    const { workspaces, owned } = await readMember(journal, accountId);
    const read = (workspaceIds: readonly string[]) => readHeads(journal, workspaceIds);
    return {
      owned: await ownedWorkspaces(owned, read),
      memberOf: workspaces.size,
      memberships: await newestMemberships(workspaces, read),
    };
  }

  @Answers(HoldOwnership)
  hold({ accountId, attempt }: InputOf<typeof HoldOwnership>, { command }: CallContext) {
    const { journal, clock } = this;
    return journal.handle(
      command,
      async (unit) => {
        const member = await loadMember(unit, accountId);
        const decision = holdOwnership({ type: 'HoldOwnership', data: { accountId, attempt, at: clock() } }, member);
        if (isRefusal(decision)) return decision;
        unit.ungated.record(memberStream(accountId), decision);
        return undefined;
      },
      () => ({}),
    );
  }

  @Answers(ReleaseOwnershipHold)
  release({ accountId, attempt }: InputOf<typeof ReleaseOwnershipHold>, { command }: CallContext) {
    const { journal, clock } = this;
    return journal.handle(
      command,
      async (unit) => {
        const data = { accountId, attempt, at: clock() };
        const member = await loadMember(unit, accountId);
        unit.ungated.record(
          memberStream(accountId),
          releaseOwnershipHold({ type: 'ReleaseOwnershipHold', data }, member),
        );
      },
      () => ({}),
    );
  }
}

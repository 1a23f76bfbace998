import { Answers, personOf, type CallContext } from '@lethe/bus';
import { ChangeRole, IsMember, LeaveWorkspace, ListMembers, RemoveMember, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { CALLS, CLOCK, JOURNAL, POOL, STORE, WAIT_FOR } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { seenBy } from '../workspaces/permission.ts';
import { roleOf } from '../workspaces/workspace.ts';
import { changeRole } from './change-role.ts';
import { leaveWorkspace } from './leave-workspace.ts';
import { memberPage } from './member-page.view.ts';
import { namesOf } from './names-of.ts';
import { removeMember } from './remove-member.ts';
import { readWorkspace } from '../workspaces/workspaces.ts';

@Controller()
export class MemberController {
  constructor(
    @Inject(JOURNAL) readonly journal: WorkspaceOwnershipKit['journal'],
    @Inject(CALLS) readonly calls: WorkspaceOwnershipKit['calls'],
    @Inject(CLOCK) readonly clock: WorkspaceOwnershipKit['clock'],
    @Inject(STORE) readonly store: WorkspaceOwnershipKit['store'],
    @Inject(POOL) readonly pool: WorkspaceOwnershipKit['pool'],
    @Inject(WAIT_FOR) readonly waitFor: WorkspaceOwnershipKit['waitFor'],
  ) {}

  @Answers(ListMembers)
  async list({ workspaceId, ...wanted }: InputOf<typeof ListMembers>, context: CallContext) {
    const { accountId } = personOf(context);
    const seen = seenBy(await readWorkspace(this.journal, { workspaceId, of: [accountId] }), accountId);
    if (isRefusal(seen)) return seen;
    const page = await memberPage(this, seen, { workspaceId, ...wanted });
    if (isRefusal(page)) return page;
    const accountIds = page.members.map((member) => member.accountId);
    const names = await namesOf(this.calls, accountIds, context.correlationId);
    const members = page.members.map((member) => ({ ...member, username: names.get(member.accountId) ?? null }));
    return { ...page, members };
  }

  @Answers(ChangeRole)
  changeRole(input: InputOf<typeof ChangeRole>, context: CallContext) {
    const data = { ...input, by: personOf(context).accountId, at: this.clock() };
    return this.journal.handle(
      context.command,
      (unit) =>
        inWorkspace(this, unit, { workspaceId: input.workspaceId, of: [data.by, input.accountId] }, (workspace) =>
          changeRole({ type: 'ChangeRole', data }, workspace),
        ),
      () => ({}),
    );
  }

  @Answers(RemoveMember)
  remove(input: InputOf<typeof RemoveMember>, context: CallContext) {
    const data = { ...input, by: personOf(context).accountId, at: this.clock() };
    return this.journal.handle(
      context.command,
      (unit) =>
        inWorkspace(this, unit, { workspaceId: input.workspaceId, of: [data.by, input.accountId] }, (workspace) =>
          removeMember({ type: 'RemoveMember', data }, workspace),
        ),
      () => ({}),
    );
  }

  @Answers(LeaveWorkspace)
  leave({ workspaceId }: InputOf<typeof LeaveWorkspace>, context: CallContext) {
    const { accountId } = personOf(context);
    const data = { workspaceId, accountId, because: 'left', at: this.clock() } as const;
    return this.journal.handle(
      context.command,
      (unit) =>
        inWorkspace(this, unit, { workspaceId, of: [accountId] }, (workspace) =>
          leaveWorkspace({ type: 'LeaveWorkspace', data }, workspace),
        ),
      () => ({}),
    );
  }

  @Answers(IsMember)
  async role({ workspaceId, accountId }: InputOf<typeof IsMember>) {
    const workspace = await readWorkspace(this.journal, { workspaceId, of: [accountId] });
    return { role: roleOf(workspace, accountId) ?? null };
  }
}

import { Answers, personOf, type CallContext } from '@lethe/bus';
import { CloseWorkspace, CreateWorkspace, ListWorkspaces, type InputOf } from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { memberStream } from '../ownership/member.events.ts';
import { memberFold } from '../ownership/member.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { closeWorkspace } from './close-workspace.ts';
import { inWorkspace } from './in-workspace.ts';
import { openingWorkspace } from './opening-workspace.ts';
import { workspaceStream } from './workspace.events.ts';
import { roleOf, workspaceFold } from './workspace.ts';

@Controller()
export class WorkspaceController {
  constructor(@Inject(KIT) private readonly kit: WorkspaceOwnershipKit) {}

  @Answers(CreateWorkspace)
  create({ name }: InputOf<typeof CreateWorkspace>, context: CallContext) {
    return openingWorkspace(this.kit, context.command, { name, by: personOf(context).accountId });
  }

  @Answers(CloseWorkspace)
  close({ workspaceId, typedName }: InputOf<typeof CloseWorkspace>, context: CallContext) {
    const data = { workspaceId, typedName, by: personOf(context).accountId, at: this.kit.clock() };
    return this.kit.journal.handle(
      context.command,
      (unit) =>
        inWorkspace(unit, workspaceId, (workspace) => closeWorkspace({ type: 'CloseWorkspace', data }, workspace)),
      () => ({}),
    );
  }

  @Answers(ListWorkspaces)
  async list(_input: InputOf<typeof ListWorkspaces>, context: CallContext) {
    const { journal } = this.kit;
    const { accountId } = personOf(context);
    const { workspaces } = await journal.state(memberStream(accountId), memberFold);
    const lines = await Promise.all(
      [...workspaces].map(async (workspaceId) => {
        const workspace = await journal.state(workspaceStream(workspaceId), workspaceFold);
        const role = roleOf(workspace, accountId);
        if (workspace.status !== 'open' || role === undefined) return [];
        return [
          { workspaceId, name: workspace.name, role, joinedAt: workspace.members.get(accountId)?.joinedAt ?? '' },
        ];
      }),
    );
    return { workspaces: lines.flat() };
  }
}

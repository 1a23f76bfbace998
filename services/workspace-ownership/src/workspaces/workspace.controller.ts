import { Answers, personOf, type CallContext } from '@lethe/bus';
import {
  CloseWorkspace,
  CreateWorkspace,
  ListWorkspaces,
  ReadWorkspace,
  RenameWorkspace,
  type InputOf,
} from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { CLOCK, JOURNAL, POOL, STORE, WAIT_FOR } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { closeWorkspace } from './close-workspace.ts';
import { inWorkspace } from './in-workspace.ts';
import { openingWorkspace } from './opening-workspace.ts';
import { seenBy } from './permission.ts';
import { renamingWorkspace } from './renaming-workspace.ts';
import { nameShown } from './workspace-name.ts';
import { roleOf } from './workspace.ts';
import { workspacesOf } from './workspaces-of.view.ts';
import { readWorkspace } from './workspaces.ts';

@Controller()
export class WorkspaceController {
  constructor(
    @Inject(JOURNAL) readonly journal: WorkspaceOwnershipKit['journal'],
    @Inject(CLOCK) readonly clock: WorkspaceOwnershipKit['clock'],
    @Inject(STORE) readonly store: WorkspaceOwnershipKit['store'],
    @Inject(POOL) readonly pool: WorkspaceOwnershipKit['pool'],
    @Inject(WAIT_FOR) readonly waitFor: WorkspaceOwnershipKit['waitFor'],
  ) {}

  @Answers(CreateWorkspace)
  create({ name }: InputOf<typeof CreateWorkspace>, context: CallContext) {
    return openingWorkspace(this, context.command, { name, by: personOf(context).accountId });
  }

  @Answers(CloseWorkspace)
  close({ workspaceId, typedName }: InputOf<typeof CloseWorkspace>, context: CallContext) {
    const data = { workspaceId, typedName, by: personOf(context).accountId, at: this.clock() };
    return this.journal.handle(
      context.command,
      (unit) =>
        inWorkspace(this, unit, { workspaceId, of: [data.by], named: true }, (workspace) =>
          closeWorkspace({ type: 'CloseWorkspace', data }, workspace),
        ),
      () => ({}),
    );
  }

  @Answers(RenameWorkspace)
  rename(input: InputOf<typeof RenameWorkspace>, context: CallContext) {
    return renamingWorkspace(this, context.command, { ...input, by: personOf(context).accountId });
  }

  @Answers(ReadWorkspace)
  async read({ workspaceId }: InputOf<typeof ReadWorkspace>, context: CallContext) {
    const { accountId } = personOf(context);
    const seen = seenBy(await readWorkspace(this.journal, { workspaceId, of: [accountId], named: true }), accountId);
    if (isRefusal(seen)) return seen;
    const { name, ownerId, createdAt, members } = seen;
    return {
      workspaceId,
      name: nameShown(name),
      role: roleOf(seen, accountId) ?? 'member',
      ownerId,
      members,
      createdAt,
    };
  }

  @Answers(ListWorkspaces)
  list(input: InputOf<typeof ListWorkspaces>, context: CallContext) {
    return workspacesOf(this, personOf(context).accountId, input);
  }
}

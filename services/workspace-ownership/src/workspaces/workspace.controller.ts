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
import { CLOCK, JOURNAL } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { closeWorkspace } from './close-workspace.ts';
import { inWorkspace } from './in-workspace.ts';
import { openingWorkspace } from './opening-workspace.ts';
import { seenBy } from './permission.ts';
import { renameWorkspace } from './rename-workspace.ts';
import { countOf } from './seats.ts';
import { roleOf } from './workspace.ts';
import { workspacesOf } from './workspaces-of.ts';
import { readWorkspace } from './workspaces.ts';

@Controller()
export class WorkspaceController {
  constructor(
    @Inject(JOURNAL) readonly journal: WorkspaceOwnershipKit['journal'],
    @Inject(CLOCK) readonly clock: WorkspaceOwnershipKit['clock'],
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
        inWorkspace(unit, workspaceId, (workspace) => closeWorkspace({ type: 'CloseWorkspace', data }, workspace)),
      () => ({}),
    );
  }

  @Answers(RenameWorkspace)
  rename({ workspaceId, name }: InputOf<typeof RenameWorkspace>, context: CallContext) {
    const data = { workspaceId, name, by: personOf(context).accountId, at: this.clock() };
    return this.journal.handle(
      context.command,
      (unit) =>
        inWorkspace(unit, workspaceId, (workspace) => renameWorkspace({ type: 'RenameWorkspace', data }, workspace)),
      () => ({}),
    );
  }

  @Answers(ReadWorkspace)
  async read({ workspaceId }: InputOf<typeof ReadWorkspace>, context: CallContext) {
    const { accountId } = personOf(context);
    const seen = seenBy(await readWorkspace(this.journal, workspaceId), accountId);
    if (isRefusal(seen)) return seen;
    const { name, ownerId, createdAt, seats } = seen;
    return {
      workspaceId,
      name,
      role: roleOf(seen, accountId) ?? 'member',
      ownerId,
      members: countOf(seats),
      createdAt,
    };
  }

  @Answers(ListWorkspaces)
  list(input: InputOf<typeof ListWorkspaces>, context: CallContext) {
    return workspacesOf(this, personOf(context).accountId, input);
  }
}

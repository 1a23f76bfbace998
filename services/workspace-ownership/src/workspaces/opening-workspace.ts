import { idFrom, type Command } from '@lethe/journal';
import { isEligible } from '../ownership/member.ts';
import { loadHolds } from '../ownership/members.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { createWorkspace } from './create-workspace.ts';
import { inWorkspace } from './in-workspace.ts';

/** Opens a workspace with an owner, behind whose closed gate nothing is opened any more. */
export const openingWorkspace = (
  kit: Pick<WorkspaceOwnershipKit, 'journal' | 'clock'>,
  command: Command,
  { name, by }: Readonly<{ name: string; by: string }>,
) => {
  const { journal, clock } = kit;
  const workspaceId = idFrom(command.id, 'workspace');
  return journal.handle(
    command,
    async (unit) => {
      const eligible = isEligible(await loadHolds(unit, by));
      const data = { workspaceId, name, by, eligible, at: clock() };
      return inWorkspace(kit, unit, { workspaceId, of: [by] }, (workspace) =>
        createWorkspace({ type: 'CreateWorkspace', data }, workspace),
      );
    },
    () => ({ workspaceId }),
  );
};

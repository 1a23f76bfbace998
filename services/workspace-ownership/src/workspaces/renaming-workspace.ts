import type { InputOf, RenameWorkspace } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import type { Command } from '@lethe/journal';
import { KeyDestroyed } from '@lethe/sealing';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { inWorkspace } from './in-workspace.ts';
import { renameWorkspace } from './rename-workspace.ts';
import { workspaceSubject } from './workspace.events.ts';

type Asked = InputOf<typeof RenameWorkspace> & Readonly<{ by: string }>;

/** WS-7: under a key that dies with the workspace. Whoever comes too late for it comes to a closed one. */
export const renamingWorkspace = async (
  kit: Pick<WorkspaceOwnershipKit, 'journal' | 'clock'>,
  command: Command,
  { workspaceId, name, by }: Asked,
) => {
  const data = { workspaceId, name, by, at: kit.clock() };
  try {
    return await kit.journal.handle(
      command,
      (unit) =>
        inWorkspace(kit, unit, { workspaceId, of: [by], named: true }, (workspace) =>
          renameWorkspace({ type: 'RenameWorkspace', data }, workspace),
        ),
      () => ({}),
    );
  } catch (error) {
    if (error instanceof KeyDestroyed && error.subject === workspaceSubject(workspaceId))
      return refuse('workspace-unknown');
    throw error;
  }
};

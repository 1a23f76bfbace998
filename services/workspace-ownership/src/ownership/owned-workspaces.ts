import { mostOwnedTold } from '@lethe/contracts';
import { countOf } from '../workspaces/seats.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import type { OwnedWorkspace } from './hold-ownership.ts';

/** What an account owns, by its own stream, with what the workspaces' streams say of each; no more than an answer tells (L2). */
export const ownedWorkspaces = async (
  owned: ReadonlySet<string>,
  read: (workspaceId: string) => Promise<Workspace>,
): Promise<OwnedWorkspace[]> => {
  const found = await Promise.all(
    [...owned]
      .slice(0, mostOwnedTold)
      .map(async (workspaceId) => ({ workspaceId, workspace: await read(workspaceId) })),
  );
  return found.flatMap(({ workspaceId, workspace }) =>
    workspace.status === 'open'
      ? [{ workspaceId, name: workspace.name, onlyMember: countOf(workspace.seats) === 1 }]
      : [],
  );
};

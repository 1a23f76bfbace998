import { mostOwnedTold } from '@lethe/contracts';
import { nameShown } from '../workspaces/workspace-name.ts';
import type { WorkspaceHead } from '../workspaces/workspace.ts';

type OwnedWorkspace = { workspaceId: string; name: string | null; onlyMember: boolean };

/** What an account owns, by its own stream, with what the workspaces' streams say of each; no more than an answer tells (L2). */
export const ownedWorkspaces = async (
  owned: ReadonlySet<string>,
  read: (workspaceIds: readonly string[]) => Promise<ReadonlyMap<string, WorkspaceHead>>,
): Promise<OwnedWorkspace[]> =>
  [...(await read([...owned].slice(0, mostOwnedTold)))].flatMap(([workspaceId, head]) =>
    head.status === 'open' ? [{ workspaceId, name: nameShown(head.name), onlyMember: head.members === 1 }] : [],
  );

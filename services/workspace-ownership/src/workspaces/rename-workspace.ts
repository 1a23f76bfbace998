import { isRefusal, type Decision, type Message } from '@lethe/deciding';
import { managedBy, type NotPermitted, type WorkspaceUnknown } from './permission.ts';
import type { WorkspaceEventOf } from './workspace.events.ts';
import type { Workspace } from './workspace.ts';

export type RenameWorkspace = Message<'RenameWorkspace', { workspaceId: string; by: string; name: string; at: string }>;

/** WS-7: owner and administrators. */
export const renameWorkspace = (
  { data: { workspaceId, by, name, at } }: RenameWorkspace,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'WorkspaceRenamed'>, WorkspaceUnknown | NotPermitted> => {
  const managed = managedBy(workspace, by);
  if (isRefusal(managed)) return managed;
  if (managed.name === name) return [];
  return [{ type: 'WorkspaceRenamed', data: { workspaceId, name, renamedAt: at } }];
};

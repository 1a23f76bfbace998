import { isShredded, nameAsSeen, type Personal } from '@lethe/contracts';
import { isRefusal, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { ownedBy, type NotPermitted, type WorkspaceUnknown } from './permission.ts';
import type { WorkspaceEventOf } from './workspace.events.ts';
import type { Workspace } from './workspace.ts';

export type CloseWorkspace = Message<
  'CloseWorkspace',
  { workspaceId: string; by: string; typedName: string; at: string }
>;

type No =
  | WorkspaceUnknown
  | NotPermitted
  | Refusal<'name-differs', Readonly<Record<never, never>>>
  | Refusal<'workspace-has-members', { members: number }>;

/** WS-4: an owner with members must transfer first. The name is typed as it is seen (W4): nobody types what nobody sees. */
export const closeWorkspace = (
  { data: { workspaceId, by, typedName, at } }: CloseWorkspace,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'WorkspaceClosed'>, No> => {
  const owned = ownedBy(workspace, by);
  if (isRefusal(owned)) return owned;
  const others = owned.members - 1;
  if (others > 0) return refuse('workspace-has-members', { members: others });
  if (!isTyped(owned.name, typedName)) return refuse('name-differs');
  return [{ type: 'WorkspaceClosed', data: { workspaceId, ownerId: by, closedAt: at } }];
};

/** A name that is gone, as after a restore of the log to before it was closed, cannot be typed, and keeps nobody from closing. */
const isTyped = (name: Personal<string>, typed: string): boolean =>
  isShredded(name) || nameAsSeen(typed) === nameAsSeen(name);

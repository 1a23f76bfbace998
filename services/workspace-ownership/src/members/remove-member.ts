import { isRefusal, refuse, type Decision, type Message } from '@lethe/deciding';
import { managedBy, type NotPermitted, type WorkspaceUnknown } from '../workspaces/permission.ts';
import type { WorkspaceEventOf } from '../workspaces/workspace.events.ts';
import { roleOf, type Workspace } from '../workspaces/workspace.ts';
import type { MemberUnknown } from './change-role.ts';

export type RemoveMember = Message<'RemoveMember', { workspaceId: string; by: string; accountId: string; at: string }>;

export const removeMember = (
  { data: { workspaceId, by, accountId, at } }: RemoveMember,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'MemberLeft'>, WorkspaceUnknown | NotPermitted | MemberUnknown> => {
  const managed = managedBy(workspace, by);
  if (isRefusal(managed)) return managed;
  const role = roleOf(managed, accountId);
  if (role === undefined) return refuse('member-unknown');
  if (role === 'owner') return refuse('not-permitted');
  return [{ type: 'MemberLeft', data: { workspaceId, accountId, because: 'removed', leftAt: at } }];
};

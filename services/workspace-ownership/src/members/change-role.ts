import { isRefusal, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { managedBy, type NotPermitted, type WorkspaceUnknown } from '../workspaces/permission.ts';
import type { MemberRole, WorkspaceEventOf } from '../workspaces/workspace.events.ts';
import { roleOf, type Workspace } from '../workspaces/workspace.ts';

export type ChangeRole = Message<
  'ChangeRole',
  { workspaceId: string; by: string; accountId: string; role: MemberRole; at: string }
>;

export type MemberUnknown = Refusal<'member-unknown', Readonly<Record<never, never>>>;

/** Ownership is transferred, never changed like a role. */
export const changeRole = (
  { data: { workspaceId, by, accountId, role, at } }: ChangeRole,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'RoleChanged'>, WorkspaceUnknown | NotPermitted | MemberUnknown> => {
  const managed = managedBy(workspace, by);
  if (isRefusal(managed)) return managed;
  const before = roleOf(managed, accountId);
  if (before === undefined) return refuse('member-unknown');
  if (before === 'owner') return refuse('not-permitted');
  if (before === role) return [];
  return [{ type: 'RoleChanged', data: { workspaceId, accountId, role, changedAt: at } }];
};

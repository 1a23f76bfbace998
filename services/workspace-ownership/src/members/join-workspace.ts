import { refuse, type Decision, type Message } from '@lethe/deciding';
import type { MemberNotEligible } from '../workspaces/create-workspace.ts';
import type { WorkspaceUnknown } from '../workspaces/permission.ts';
import type { MemberRole, WorkspaceEventOf } from '../workspaces/workspace.events.ts';
import { roleOf, type Workspace } from '../workspaces/workspace.ts';

export type JoinWorkspace = Message<
  'JoinWorkspace',
  {
    workspaceId: string;
    accountId: string;
    role: MemberRole;
    /** False while an ownership hold stands (WS-3). */
    eligible: boolean;
    at: string;
  }
>;

/** Whoever is a member already keeps their role. */
export const joinWorkspace = (
  { data: { workspaceId, accountId, role, eligible, at } }: JoinWorkspace,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'MemberJoined'>, WorkspaceUnknown | MemberNotEligible> => {
  if (workspace.status !== 'open') return refuse('workspace-unknown');
  if (!eligible) return refuse('member-not-eligible');
  if (roleOf(workspace, accountId) !== undefined) return [];
  return [{ type: 'MemberJoined', data: { workspaceId, accountId, role, joinedAt: at } }];
};

import { isRefusal, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { seenBy, type WorkspaceUnknown } from '../workspaces/permission.ts';
import type { WorkspaceEventOf } from '../workspaces/workspace.events.ts';
import type { Workspace } from '../workspaces/workspace.ts';

export type LeaveWorkspace = Message<
  'LeaveWorkspace',
  { workspaceId: string; accountId: string; because: 'left' | 'cancelled'; at: string }
>;

type OwnerCannotLeave = Refusal<'owner-cannot-leave', Readonly<Record<never, never>>>;

/** By the member's own wish, or because the account is cancelled. An owner cannot leave (WS-5). */
export const leaveWorkspace = (
  { data: { workspaceId, accountId, because, at } }: LeaveWorkspace,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'MemberLeft'>, WorkspaceUnknown | OwnerCannotLeave> => {
  const seen = seenBy(workspace, accountId);
  if (isRefusal(seen)) return seen;
  if (seen.ownerId === accountId) return refuse('owner-cannot-leave');
  return [{ type: 'MemberLeft', data: { workspaceId, accountId, because, leftAt: at } }];
};

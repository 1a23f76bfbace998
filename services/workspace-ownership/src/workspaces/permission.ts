import { refuse, type Refusal } from '@lethe/deciding';
import { seatOf } from './seats.ts';
import { roleOf, type OpenWorkspace, type Workspace } from './workspace.ts';

export type WorkspaceUnknown = Refusal<'workspace-unknown', Readonly<Record<never, never>>>;
export type NotPermitted = Refusal<'not-permitted', Readonly<Record<never, never>>>;

/** To whoever is no member a workspace does not exist. */
export const seenBy = (workspace: Workspace, by: string): OpenWorkspace | WorkspaceUnknown =>
  workspace.status === 'open' && seatOf(workspace.seats, by) !== undefined ? workspace : refuse('workspace-unknown');

/** Owner and administrators invite, change and remove members, and rename the workspace. */
export const managedBy = (workspace: Workspace, by: string): OpenWorkspace | WorkspaceUnknown | NotPermitted => {
  const role = roleOf(workspace, by);
  return role === undefined || role === 'owner' || role === 'administrator'
    ? seenBy(workspace, by)
    : refuse('not-permitted');
};

export const ownedBy = (workspace: Workspace, by: string): OpenWorkspace | WorkspaceUnknown | NotPermitted => {
  const seen = seenBy(workspace, by);
  return 'refused' in seen || seen.ownerId === by ? seen : refuse('not-permitted');
};

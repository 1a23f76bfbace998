import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { WorkspaceEventOf } from './workspace.events.ts';
import type { Workspace } from './workspace.ts';

export type CreateWorkspace = Message<
  'CreateWorkspace',
  {
    workspaceId: string;
    name: string;
    by: string;
    /** False while an ownership hold stands. */
    eligible: boolean;
    at: string;
  }
>;

export type MemberNotEligible = Refusal<'member-not-eligible', Readonly<Record<never, never>>>;

export const createWorkspace = (
  { data: { workspaceId, name, by, eligible, at } }: CreateWorkspace,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'WorkspaceCreated'>, MemberNotEligible> => {
  if (workspace.status !== 'none') return [];
  if (!eligible) return refuse('member-not-eligible');
  return [{ type: 'WorkspaceCreated', data: { workspaceId, name, ownerId: by, createdAt: at, seats: 'rows' } }];
};

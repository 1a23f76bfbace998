import { isRefusal, refuse, type Decision, type Message } from '@lethe/deciding';
import type { MemberNotEligible } from '../workspaces/create-workspace.ts';
import { ownedBy, type NotPermitted, type WorkspaceUnknown } from '../workspaces/permission.ts';
import { seatOf } from '../workspaces/seats.ts';
import type { WorkspaceEventOf } from '../workspaces/workspace.events.ts';
import type { Workspace } from '../workspaces/workspace.ts';

export type TransferOwnership = Message<
  'TransferOwnership',
  {
    workspaceId: string;
    by: string;
    to: string;
    /** False while an ownership hold stands on the new owner (WS-3). */
    eligible: boolean;
    at: string;
  }
>;

/** WS-2: one step. Who cannot become the owner is told alike, whatever the reason. */
export const transferOwnership = (
  { data: { workspaceId, by, to, eligible, at } }: TransferOwnership,
  workspace: Workspace,
): Decision<WorkspaceEventOf<'OwnershipTransferred'>, WorkspaceUnknown | NotPermitted | MemberNotEligible> => {
  const owned = ownedBy(workspace, by);
  if (isRefusal(owned)) return owned;
  if (!eligible || seatOf(owned.seats, to) === undefined) return refuse('member-not-eligible');
  if (to === by) return [];
  return [{ type: 'OwnershipTransferred', data: { workspaceId, from: by, to, transferredAt: at } }];
};

import { isRefusal, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { MemberNotEligible } from '../workspaces/create-workspace.ts';
import { ownedBy, type NotPermitted, type WorkspaceUnknown } from '../workspaces/permission.ts';
import { seatOf } from '../workspaces/seats.ts';
import type { WorkspaceEventOf } from '../workspaces/workspace.events.ts';
import type { Workspace } from '../workspaces/workspace.ts';

/** SES-7: what is sensitive needs a verification that is at most 10 minutes old. */
export const verificationMs = 10 * 60_000;

export type TransferOwnership = Message<
  'TransferOwnership',
  {
    workspaceId: string;
    by: string;
    to: string;
    /** False while an ownership hold stands on the new owner (WS-3). */
    eligible: boolean;
    /** When the person last proved who they are. */
    verifiedAt: string;
    at: string;
  }
>;

type VerificationStale = Refusal<'verification-stale', Readonly<Record<never, never>>>;

/** WS-2: one step. Who cannot become the owner is told alike, whatever the reason. */
export const transferOwnership = (
  { data: { workspaceId, by, to, eligible, verifiedAt, at } }: TransferOwnership,
  workspace: Workspace,
): Decision<
  WorkspaceEventOf<'OwnershipTransferred'>,
  WorkspaceUnknown | NotPermitted | VerificationStale | MemberNotEligible
> => {
  const owned = ownedBy(workspace, by);
  if (isRefusal(owned)) return owned;
  if (Date.parse(at) - Date.parse(verifiedAt) > verificationMs) return refuse('verification-stale');
  if (!eligible || seatOf(owned.seats, to) === undefined) return refuse('member-not-eligible');
  if (to === by) return [];
  return [{ type: 'OwnershipTransferred', data: { workspaceId, from: by, to, transferredAt: at } }];
};

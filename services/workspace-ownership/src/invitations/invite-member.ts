import { isFresh } from '@lethe/contracts';
import { dayMs, instantAfter, isRefusal, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { managedBy, type NotPermitted, type WorkspaceUnknown } from '../workspaces/permission.ts';
import type { MemberRole } from '../workspaces/workspace.events.ts';
import { seatOf } from '../workspaces/seats.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import type { InvitationEventOf } from './invitation.events.ts';

export const invitationDays = 14;

export type InviteMember = Message<
  'InviteMember',
  {
    invitationId: string;
    workspaceId: string;
    email: string;
    role: MemberRole;
    by: string;
    /** When the sender last proved who they are. */
    verifiedAt: string;
    at: string;
  }
>;

type VerificationStale = Refusal<'verification-stale', Readonly<Record<never, never>>>;

/**
 * Decided without the address: whoever it belongs to, the answer is the same (WS-3). An administrator is made by nobody
 * else than the person who sits there now (SES-7).
 */
export const inviteMember = (
  { data: { invitationId, workspaceId, email, role, by, verifiedAt, at } }: InviteMember,
  workspace: Workspace,
): Decision<InvitationEventOf<'MemberInvited'>, WorkspaceUnknown | NotPermitted | VerificationStale> => {
  const managed = managedBy(workspace, by);
  if (isRefusal(managed)) return managed;
  const senderSince = seatOf(managed.seats, by)?.managesSince;
  if (senderSince === undefined) return refuse('not-permitted');
  if (role === 'administrator' && !isFresh(verifiedAt, at)) return refuse('verification-stale');
  const expiresAt = instantAfter(at, invitationDays * dayMs);
  return [
    {
      type: 'MemberInvited',
      data: { invitationId, workspaceId, email, role, invitedBy: by, senderSince, invitedAt: at, expiresAt },
    },
  ];
};

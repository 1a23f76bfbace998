import { isRefusal, refuse, type Decision, type Message } from '@lethe/deciding';
import { managedBy, type NotPermitted, type WorkspaceUnknown } from '../workspaces/permission.ts';
import type { MemberRole } from '../workspaces/workspace.events.ts';
import { seatOf } from '../workspaces/seats.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import type { InvitationEventOf } from './invitation.events.ts';

export const invitationDays = 14;
const dayMs = 24 * 60 * 60_000;

export type InviteMember = Message<
  'InviteMember',
  { invitationId: string; workspaceId: string; email: string; role: MemberRole; by: string; at: string }
>;

/** Decided without the address: whoever it belongs to, the answer is the same (WS-3). */
export const inviteMember = (
  { data: { invitationId, workspaceId, email, role, by, at } }: InviteMember,
  workspace: Workspace,
): Decision<InvitationEventOf<'MemberInvited'>, WorkspaceUnknown | NotPermitted> => {
  const managed = managedBy(workspace, by);
  if (isRefusal(managed)) return managed;
  const senderSince = seatOf(managed.seats, by)?.managesSince;
  if (senderSince === undefined) return refuse('not-permitted');
  const expiresAt = new Date(Date.parse(at) + invitationDays * dayMs).toISOString();
  return [
    {
      type: 'MemberInvited',
      data: { invitationId, workspaceId, email, role, invitedBy: by, senderSince, invitedAt: at, expiresAt },
    },
  ];
};

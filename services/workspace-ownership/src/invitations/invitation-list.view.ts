import { isShredded, pageSize, type Personal } from '@lethe/contracts';
import type { Sealed } from '@lethe/sealing';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import type { MemberRole } from '../workspaces/workspace.events.ts';

type ReadingKit = Pick<WorkspaceOwnershipKit, 'pool' | 'sealing'>;
type Wanted = Readonly<{
  workspaceId: string;
  at: string;
  from: readonly [invitedAt: string, invitationId: string] | null;
  limit: number | undefined;
}>;
type Row = {
  invitation_id: string;
  email: Sealed;
  role: MemberRole;
  invited_by: string;
  invited_at: Date;
  expires_at: Date;
};

/** W1: those whose senders may still invite, in the stretch in which they sent them, as `stands` says at acceptance. */
const standing = `
  select invitation_id, email, invitation.role, invited_by, invited_at, expires_at
  from invitations_v1 invitation
  join members_v1 sender on sender.workspace_id = invitation.workspace_id and sender.account_id = invited_by
  where invitation.workspace_id = $1 and expires_at > $2
    and coalesce(sender_since, manages_since) = manages_since
    and ($3::timestamptz is null or (invited_at, invitation_id) < ($3, $4::uuid))
  order by invited_at desc, invitation_id desc
  limit $5`;

/** Those that can be accepted at this moment, newest first, and one more than the page holds. Addresses are opened in one batch. */
export const openInvitations = async ({ pool, sealing }: ReadingKit, wanted: Wanted) => {
  const { rows } = await pool.query<Row>(standing, valuesOf(wanted));
  const emails = rows.length === 0 ? [] : await sealing.open(rows.map(({ email }) => email));
  return rows.map((row, index) => ({
    invitationId: row.invitation_id,
    email: textOf(emails[index] as Personal<string>),
    role: row.role,
    invitedBy: row.invited_by,
    invitedAt: row.invited_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
};

const valuesOf = ({ workspaceId, at, from, limit }: Wanted): unknown[] => [
  workspaceId,
  at,
  from?.[0] ?? null,
  from?.[1] ?? null,
  (limit ?? pageSize.usual) + 1,
];

/** Its key is gone where it ended a moment ago, before the view has seen it. */
const textOf = (email: Personal<string>): string => (isShredded(email) ? '' : email);

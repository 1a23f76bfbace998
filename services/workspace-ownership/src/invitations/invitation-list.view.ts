import { isShredded, pageSize, type Personal } from '@lethe/contracts';
import type { Sealed } from '@lethe/sealing';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import type { Place } from '../workspaces/places.ts';
import { allSeats } from '../workspaces/seats.ts';
import type { MemberRole } from '../workspaces/workspace.events.ts';
import type { OpenWorkspace } from '../workspaces/workspace.ts';

type ReadingKit = Pick<WorkspaceOwnershipKit, 'pool' | 'sealing'>;
type Wanted = Readonly<{
  workspaceId: string;
  workspace: OpenWorkspace;
  at: string;
  from: Place | null;
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

/** W1: what the write side says of the senders decides which ones hold, as `stands` does at acceptance. */
const standing = `
  select invitation_id, email, role, invited_by, invited_at, expires_at
  from invitations_v1
  join unnest($3::uuid[], $4::timestamptz[]) as sender (id, since) on sender.id = invited_by
  where workspace_id = $1 and expires_at > $2 and coalesce(sender_since, sender.since) = sender.since
    and ($5::timestamptz is null or (invited_at, invitation_id) < ($5, $6::uuid))
  order by invited_at desc, invitation_id desc
  limit $7`;

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

const valuesOf = ({ workspaceId, workspace, at, from, limit }: Wanted): unknown[] => {
  const senders = allSeats(workspace.seats).flatMap(([accountId, { managesSince }]) =>
    managesSince === undefined ? [] : [{ accountId, managesSince }],
  );
  const ids = senders.map(({ accountId }) => accountId);
  const since = senders.map(({ managesSince }) => managesSince);
  return [workspaceId, at, ids, since, from?.[0] ?? null, from?.[1] ?? null, (limit ?? pageSize.usual) + 1];
};

/** Its key is gone where it ended a moment ago, before the view has seen it. */
const textOf = (email: Personal<string>): string => (isShredded(email) ? '' : email);

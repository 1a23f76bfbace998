import type { Migration } from '@lethe/event-store-postgres';
import type { View } from '@lethe/views';
import type { ColumnType, Kysely } from 'kysely';
import type { IdentityEvent } from '../identity-kit.ts';

type Instant = ColumnType<Date, string, string>;
export type InvitationTables = {
  staff_invitations_v1: { invitation_id: string; invited_at: Instant };
};

export const invitationMigrations: readonly Migration[] = [
  {
    name: 'identity/0002-staff-invitations',
    statements: [
      `create table staff_invitations_v1 (invitation_id uuid primary key, invited_at timestamptz not null)`,
      `create index staff_invitations_v1_order on staff_invitations_v1 (invited_at, invitation_id)`,
    ],
  },
];

/** Which invitations to the staff are open. For whom they are is sealed in the log, and read there. */
export const staffInvitations: View<IdentityEvent, InvitationTables> = {
  name: 'staff_invitations_v1',
  on: {
    StaffInvited: (db, { data: { invitationId, invitedAt } }) =>
      db
        .insertInto('staff_invitations_v1')
        .values({ invitation_id: invitationId, invited_at: invitedAt })
        .onConflict((conflict) => conflict.doNothing()),
    StaffInvitationAccepted: (db, { data }) => closed(db, data.invitationId),
    StaffInvitationEnded: (db, { data }) => closed(db, data.invitationId),
  },
};

const closed = (db: Kysely<InvitationTables>, invitationId: string) =>
  db.deleteFrom('staff_invitations_v1').where('invitation_id', '=', invitationId);

/** Newest first, from behind a place on. */
export const invitationsBehind = async (
  database: Kysely<Record<never, never>>,
  { behind, most }: Readonly<{ behind: readonly [string, string] | undefined; most: number }>,
): Promise<readonly Readonly<{ invitationId: string; invitedAt: string }>[]> => {
  const all = database
    .withTables<InvitationTables>()
    .selectFrom('staff_invitations_v1')
    .selectAll()
    .orderBy('invited_at', 'desc')
    .orderBy('invitation_id', 'desc')
    .limit(most);
  const rows = await (
    behind === undefined
      ? all
      : all.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('invited_at', 'invitation_id'), '<', tuple(behind[0] as never, behind[1])),
        )
  ).execute();
  return rows.map((row) => ({ invitationId: row.invitation_id, invitedAt: row.invited_at.toISOString() }));
};

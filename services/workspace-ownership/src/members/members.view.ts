import { atOnce, scheduleDue } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { LoggedEvent } from '../workspace-ownership-kit.ts';
import { workspaceEndDue } from '../workspaces/ending-workspace.ts';
import type { Role } from '../workspaces/workspace.ts';

export type MemberTables = {
  members_v1: {
    workspace_id: string;
    account_id: string;
    role: Role;
    joined_at: string;
    manages_since: string | null;
  };
};

/**
 * Who is in which workspace, for lists: in ids alone. What is decided is read from the rows beside the log. With the end of a
 * workspace its key is due.
 */
export const membersView: View<LoggedEvent, MemberTables> = {
  name: 'members_v1',
  on: {
    WorkspaceCreated: (db, { data: { workspaceId, ownerId, createdAt } }) =>
      db.insertInto('members_v1').values({
        workspace_id: workspaceId,
        account_id: ownerId,
        role: 'owner',
        joined_at: createdAt,
        manages_since: createdAt,
      }),
    MemberJoined: (db, { data: { workspaceId, accountId, role, joinedAt } }) =>
      db.insertInto('members_v1').values({
        workspace_id: workspaceId,
        account_id: accountId,
        role,
        joined_at: joinedAt,
        manages_since: role === 'administrator' ? joinedAt : null,
      }),
    RoleChanged: (db, { data: { workspaceId, accountId, role, changedAt } }) =>
      db
        .updateTable('members_v1')
        .set(({ fn, val }) => ({
          role,
          manages_since: role === 'administrator' ? fn.coalesce('manages_since', val(changedAt)) : null,
        }))
        .where('workspace_id', '=', workspaceId)
        .where('account_id', '=', accountId),
    OwnershipTransferred: (db, { data: { workspaceId, from, to, transferredAt } }) =>
      db
        .updateTable('members_v1')
        .set((eb) => ({
          role: eb.case().when('account_id', '=', to).then<Role>('owner').else<Role>('administrator').end(),
          manages_since: eb.fn.coalesce('manages_since', eb.val(transferredAt)),
        }))
        .where('workspace_id', '=', workspaceId)
        .where('account_id', 'in', [from, to]),
    MemberLeft: (db, { data: { workspaceId, accountId } }) =>
      db.deleteFrom('members_v1').where('workspace_id', '=', workspaceId).where('account_id', '=', accountId),
    WorkspaceClosed: (db, { data: { workspaceId } }) => [
      db.deleteFrom('members_v1').where('workspace_id', '=', workspaceId),
      scheduleDue(db, { kind: workspaceEndDue, key: workspaceId, dueAt: atOnce }),
    ],
  },
};

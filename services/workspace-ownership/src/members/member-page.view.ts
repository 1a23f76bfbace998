import {
  countedAtMost,
  id,
  instant,
  pageOf,
  pageSize,
  placeOf,
  type InputOf,
  type ListMembers,
} from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import type { OpenWorkspace, Role } from '../workspaces/workspace.ts';
import { membersView } from './members.view.ts';

type Row = { account_id: string; role: Role; joined_at: Date };

const afterPlace = `
  select account_id, role, joined_at
  from members_v1
  where workspace_id = $1 and ($2::text is null or role = $2)
    and ($3::timestamptz is null or (joined_at, account_id) > ($3, $4::uuid))
  order by joined_at, account_id
  limit $5`;

const withRole = `
  select count(*)::integer as count
  from (select from members_v1 where workspace_id = $1 and role = $2 limit ${String(countedAtMost + 1)}) as counted`;

/** A page of the members, in the order in which they joined, and of nobody who left before it was asked for. */
export const memberPage = async (
  { pool, store, waitFor }: Pick<WorkspaceOwnershipKit, 'pool' | 'store' | 'waitFor'>,
  { members: inAll }: Pick<OpenWorkspace, 'members'>,
  { workspaceId, role, cursor, limit }: InputOf<typeof ListMembers>,
) => {
  const from = cursor === undefined ? null : placeOf(cursor, [instant, id]);
  if (from === undefined) return refuse('cursor-invalid');
  await waitFor(membersView.name, await store.head());
  const most = (limit ?? pageSize.usual) + 1;
  const { rows } = await pool.query<Row>(afterPlace, [workspaceId, role, from?.[0] ?? null, from?.[1] ?? null, most]);
  const found = rows.map((row) => ({
    accountId: row.account_id,
    role: row.role,
    joinedAt: row.joined_at.toISOString(),
  }));
  const { items, nextCursor } = pageOf(found, limit, ({ joinedAt, accountId }) => [joinedAt, accountId]);
  if (role === undefined) return { members: items, total: inAll, nextCursor };
  const counted = await pool.query<{ count: number }>(withRole, [workspaceId, role]);
  const count = counted.rows[0]?.count ?? 0;
  return { members: items, total: count > countedAtMost ? null : count, nextCursor };
};

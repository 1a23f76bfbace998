import { id, instant, pageOf, pageSize, placeOf, type InputOf, type ListWorkspaces } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { membersView } from '../members/members.view.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { nameShown } from './workspace-name.ts';
import type { Role } from './workspace.ts';
import { readHeads } from './workspaces.ts';

type Row = { workspace_id: string; role: Role; joined_at: Date };

const afterPlace = `
  select workspace_id, role, joined_at
  from members_v1
  where account_id = $1 and ($2::timestamptz is null or (joined_at, workspace_id) > ($2, $3::uuid))
  order by joined_at, workspace_id
  limit $4`;

/** What an account is in, in the order in which it joined. Of the page's workspaces alone the names are opened, in one batch. */
export const workspacesOf = async (
  { journal, pool, store, waitFor }: Pick<WorkspaceOwnershipKit, 'journal' | 'pool' | 'store' | 'waitFor'>,
  accountId: string,
  { cursor, limit }: InputOf<typeof ListWorkspaces>,
) => {
  const from = cursor === undefined ? null : placeOf(cursor, [instant, id]);
  if (from === undefined) return refuse('cursor-invalid');
  await waitFor(membersView.name, await store.head());
  const most = (limit ?? pageSize.usual) + 1;
  const { rows } = await pool.query<Row>(afterPlace, [accountId, from?.[0] ?? null, from?.[1] ?? null, most]);
  const found = rows.map((row) => ({
    workspaceId: row.workspace_id,
    role: row.role,
    joinedAt: row.joined_at.toISOString(),
  }));
  const { items, nextCursor } = pageOf(found, limit, ({ joinedAt, workspaceId }) => [joinedAt, workspaceId]);
  const heads = await readHeads(
    journal,
    items.map(({ workspaceId }) => workspaceId),
  );
  const workspaces = items.flatMap((line) => {
    const head = heads.get(line.workspaceId);
    return head?.status === 'open' ? [{ ...line, name: nameShown(head.name) }] : [];
  });
  return { workspaces, nextCursor };
};

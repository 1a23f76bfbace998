import { id, instant, pageOf, placeOf, type InputOf, type ListWorkspaces } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { readMember } from '../ownership/members.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { behind, byPlace } from './places.ts';
import { roleOf } from './workspace.ts';
import { readWorkspace } from './workspaces.ts';

/** What an account is in, in the order in which it joined: from its own stream, and of the page's workspaces alone. */
export const workspacesOf = async (
  { journal }: Pick<WorkspaceOwnershipKit, 'journal'>,
  accountId: string,
  { cursor, limit }: InputOf<typeof ListWorkspaces>,
) => {
  const from = cursor === undefined ? null : placeOf(cursor, [instant, id]);
  if (from === undefined) return refuse('cursor-invalid');
  const { workspaces } = await readMember(journal, accountId);
  const places = [...workspaces].map(([workspaceId, joinedAt]) => [joinedAt, workspaceId] as const);
  const page = pageOf(places.toSorted(byPlace).filter(behind(from)), limit, (place) => place);
  const lines = await Promise.all(
    page.items.map(async ([joinedAt, workspaceId]) => {
      const workspace = await readWorkspace(journal, workspaceId);
      const role = roleOf(workspace, accountId);
      return workspace.status !== 'open' || role === undefined
        ? []
        : [{ workspaceId, name: workspace.name, role, joinedAt }];
    }),
  );
  return { workspaces: lines.flat(), nextCursor: page.nextCursor };
};

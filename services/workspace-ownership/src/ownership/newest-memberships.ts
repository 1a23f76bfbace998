import type { Workspace } from '../workspaces/workspace.ts';

const most = 100;

/** CAN-4: the workspaces an account would leave, by name, the newest membership first. Nothing grows with their number. */
export const newestMemberships = async (
  workspaces: ReadonlyMap<string, unknown>,
  read: (workspaceId: string) => Promise<Workspace>,
): Promise<{ workspaceId: string; name: string }[]> => {
  const newest = [...workspaces.keys()].slice(-most).toReversed();
  const found = await Promise.all(
    newest.map(async (workspaceId) => ({ workspaceId, workspace: await read(workspaceId) })),
  );
  return found.flatMap(({ workspaceId, workspace }) =>
    workspace.status === 'open' ? [{ workspaceId, name: workspace.name }] : [],
  );
};

import { nameShown } from '../workspaces/workspace-name.ts';
import type { WorkspaceHead } from '../workspaces/workspace.ts';

const most = 100;

/** CAN-4: the workspaces an account would leave, by name, the newest membership first. Nothing grows with their number. */
export const newestMemberships = async (
  workspaces: ReadonlyMap<string, unknown>,
  read: (workspaceIds: readonly string[]) => Promise<ReadonlyMap<string, WorkspaceHead>>,
): Promise<{ workspaceId: string; name: string | null }[]> =>
  [...(await read([...workspaces.keys()].slice(-most).toReversed()))].flatMap(([workspaceId, head]) =>
    head.status === 'open' ? [{ workspaceId, name: nameShown(head.name) }] : [],
  );

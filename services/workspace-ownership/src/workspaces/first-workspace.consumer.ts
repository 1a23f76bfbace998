import { react, type Reaction } from '@lethe/bus';
import { FirstWorkspace } from '@lethe/contracts';
import { AccountGone } from '@lethe/journal';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { openingWorkspace } from './opening-workspace.ts';

/** Taken from no personal field (ID-1). */
export const firstWorkspaceName = 'My workspace';

/** Everybody who registers owns a workspace; staff do not. Whoever is already being cancelled gets none any more. */
export const firstWorkspace = (kit: WorkspaceOwnershipKit): Reaction =>
  react({
    ...FirstWorkspace,
    handle: async ({ data: { accountId, staff } }, command) => {
      if (staff) return;
      try {
        await openingWorkspace(kit, command, { name: firstWorkspaceName, by: accountId });
      } catch (error) {
        if (!(error instanceof AccountGone)) throw error;
      }
    },
  });

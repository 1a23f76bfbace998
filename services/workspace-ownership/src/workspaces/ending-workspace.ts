import type { DueHandler } from '@lethe/saga';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { workspaceSubject } from './workspace.events.ts';

export const workspaceEndDue = 'workspace-end';

/** WS-7: nobody reads the name of a closed workspace any more. No workspace is opened again, so that nothing else is asked. */
export const forgetName =
  ({ sealing, clock }: Pick<WorkspaceOwnershipKit, 'sealing' | 'clock'>): DueHandler =>
  async (workspaceId) => {
    await sealing.destroy(workspaceSubject(workspaceId), clock());
    return 'done';
  };

import { atOnce, scheduleDue } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { WorkspaceEvent } from './workspace.events.ts';

export const workspaceEndDue = 'workspace-end';

/** Keeps no table of its own: the key of a workspace is due with its end. */
export const workspaceEnds: View<WorkspaceEvent, Record<never, never>> = {
  name: 'workspace_ends_v1',
  on: {
    WorkspaceClosed: (db, { data: { workspaceId } }) =>
      scheduleDue(db, { kind: workspaceEndDue, key: workspaceId, dueAt: atOnce }),
  },
};

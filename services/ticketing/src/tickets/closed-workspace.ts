import { id, instant } from '@lethe/contracts';
import type { Fold } from '@lethe/deciding';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

/**
 * Stream `closedWorkspace-<id>`, which does not exist while tickets may be submitted in the workspace. Every submission
 * asserts that, so none lands in a workspace whose tickets were moved already.
 */
export const closedWorkspaceEvents = defineEvents({
  WorkspaceClosed: { version: 1, data: z.strictObject({ workspaceId: id, closedAt: instant }) },
});

export type ClosedWorkspaceEvent = EventOf<typeof closedWorkspaceEvents>;

export const closedWorkspaceStream = (workspaceId: string): string => `closedWorkspace-${workspaceId}`;

/** Whether it is closed. */
export const closedWorkspaceFold: Fold<boolean, ClosedWorkspaceEvent> = { initial: false, evolve: () => true };

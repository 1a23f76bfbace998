import type { blocker, ownedWorkspace } from '@lethe/contracts';
import type * as z from 'zod';

export type Blocker = z.infer<typeof blocker>;

/** CAN-3, WS-4: an owner who is the only member can close the workspace; with others in it, it has to be transferred. */
export const blockersOf = (owned: readonly z.infer<typeof ownedWorkspace>[]): Blocker[] =>
  owned.map(({ workspaceId, name, onlyMember }) => ({
    participant: 'workspace-ownership',
    code: 'owner-of-workspace',
    workspaceId,
    workspaceName: name,
    remedies: [onlyMember ? 'close-workspace' : 'transfer-ownership'],
  }));

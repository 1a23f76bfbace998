import type { ClearingEvent } from '@lethe/clearing';
import type { Invariant } from '@lethe/service';
import type { WorkspaceEvent } from './workspaces/workspace.events.ts';

type Seen = Extract<
  WorkspaceEvent | ClearingEvent,
  { type: 'WorkspaceCreated' | 'OwnershipTransferred' | 'MemberLeft' | 'WorkspaceClosed' | 'AccountClosed' }
>;

/** What one event breaks; notes who owns each open workspace from here on. */
const brokenBy = (owners: Map<string, string>, event: Seen): readonly string[] => {
  switch (event.type) {
    case 'WorkspaceCreated':
      owners.set(event.data.workspaceId, event.data.ownerId);
      return [];
    case 'WorkspaceClosed':
      owners.delete(event.data.workspaceId);
      return [];
    case 'OwnershipTransferred': {
      const { workspaceId, from, to } = event.data;
      const owner = owners.get(workspaceId);
      owners.set(workspaceId, to);
      return owner === from ? [] : [`Workspace ${workspaceId} was given away by ${from}, who did not own it.`];
    }
    case 'MemberLeft': {
      const { workspaceId, accountId } = event.data;
      return owners.get(workspaceId) === accountId ? [`Workspace ${workspaceId} was left by its owner.`] : [];
    }
    case 'AccountClosed':
      return [...owners]
        .filter(([, ownerId]) => ownerId === event.data.accountId)
        .map(([workspaceId]) => `Workspace ${workspaceId} is owned by ${event.data.accountId}, who is gone.`);
  }
};

export const workspaceOwnershipInvariants: readonly Invariant[] = [
  {
    name: 'every open workspace has an owner (WS-1)',
    types: ['WorkspaceCreated', 'OwnershipTransferred', 'MemberLeft', 'WorkspaceClosed', 'AccountClosed'],
    violations: (stored) => {
      const owners = new Map<string, string>();
      return (stored as unknown as readonly Seen[]).flatMap((event) => brokenBy(owners, event));
    },
  },
];

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

type Named = Extract<WorkspaceEvent, { type: 'WorkspaceCreated' | 'WorkspaceRenamed' | 'WorkspaceClosed' }>;

/** A log is not rewritten: what a build before wrote in plain stays, and somebody should know (ADR 38). */
const readableForEver = (events: readonly Named[]): readonly string[] => {
  const inPlain = new Set(
    events.flatMap(({ type, data }) =>
      type !== 'WorkspaceClosed' && typeof data.name === 'string' ? [data.workspaceId] : [],
    ),
  );
  return events.flatMap(({ type, data: { workspaceId } }) =>
    type === 'WorkspaceClosed' && inPlain.has(workspaceId)
      ? [`Workspace ${workspaceId} is closed, and its name lies in the log in plain, where a build before wrote it.`]
      : [],
  );
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
  {
    name: 'nobody reads the name of a closed workspace (WS-7)',
    types: ['WorkspaceCreated', 'WorkspaceRenamed', 'WorkspaceClosed'],
    violations: (stored) => readableForEver(stored as unknown as readonly Named[]),
  },
];

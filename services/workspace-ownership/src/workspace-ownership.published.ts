import { publication, type Published } from '@lethe/bus';
import { MemberJoined, MemberLeft, OwnershipTransferred, WorkspaceCreated } from '@lethe/contracts';
import type { WorkspaceEvent } from './workspaces/workspace.events.ts';

/** What others learn of workspaces: ids and instants. Member and invitation streams stay at home. */
export const workspaceOwnershipPublished: Published = (stored) => {
  const event = stored as unknown as WorkspaceEvent;
  switch (event.type) {
    case 'WorkspaceCreated': {
      const { workspaceId, ownerId, createdAt } = event.data;
      return [publication(WorkspaceCreated, workspaceId, { workspaceId, ownerId, createdAt })];
    }
    case 'MemberJoined':
      return [publication(MemberJoined, event.data.workspaceId, event.data)];
    case 'MemberLeft':
      return [publication(MemberLeft, event.data.workspaceId, event.data)];
    case 'OwnershipTransferred':
      return [publication(OwnershipTransferred, event.data.workspaceId, event.data)];
    case 'WorkspaceClosed': {
      const { workspaceId, ownerId: accountId, closedAt: leftAt } = event.data;
      return [publication(MemberLeft, workspaceId, { workspaceId, accountId, because: 'closed', leftAt })];
    }
    default:
      return [];
  }
};

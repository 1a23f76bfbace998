import type { WorkspaceEvent } from '../workspaces/workspace.events.ts';
import type { MemberEvent } from './member.events.ts';

/** What an event of a workspace means for the members it concerns; recorded in their streams in the same unit. */
export const eventsOfMembers = (event: WorkspaceEvent): readonly MemberEvent[] => {
  const { workspaceId } = event.data;
  switch (event.type) {
    case 'WorkspaceCreated': {
      const { ownerId: accountId, createdAt: beganAt } = event.data;
      return [{ type: 'MembershipBegan', data: { accountId, workspaceId, asOwner: true, beganAt } }];
    }
    case 'MemberJoined': {
      const { accountId, joinedAt: beganAt } = event.data;
      return [{ type: 'MembershipBegan', data: { accountId, workspaceId, asOwner: false, beganAt } }];
    }
    case 'WorkspaceRenamed':
    case 'RoleChanged':
      return [];
    case 'MemberLeft': {
      const { accountId, leftAt: endedAt } = event.data;
      return [{ type: 'MembershipEnded', data: { accountId, workspaceId, endedAt } }];
    }
    case 'OwnershipTransferred': {
      const { from, to, transferredAt } = event.data;
      return [
        { type: 'OwnershipGiven', data: { accountId: from, workspaceId, givenAt: transferredAt } },
        { type: 'OwnershipReceived', data: { accountId: to, workspaceId, receivedAt: transferredAt } },
      ];
    }
    case 'WorkspaceClosed': {
      const { ownerId: accountId, closedAt: endedAt } = event.data;
      return [{ type: 'MembershipEnded', data: { accountId, workspaceId, byClosing: true, endedAt } }];
    }
  }
};

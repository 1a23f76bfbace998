import { workspacePlace } from '../../workspaces/workspace.ts';

export const membersPlace = (workspaceId: string): readonly unknown[] => [...workspacePlace(workspaceId), 'members'];

export const invitationsPlace = (workspaceId: string): readonly unknown[] => [
  ...workspacePlace(workspaceId),
  'invitations',
];

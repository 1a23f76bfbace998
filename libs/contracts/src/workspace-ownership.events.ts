import * as z from 'zod';
import { id, instant } from './call.ts';
import { publicEvent } from './public-event.ts';
import { workspaceRoles } from './workspace-ownership.ts';

export const WorkspaceCreated = publicEvent({
  type: 'lethe.workspace.created.v1',
  context: 'workspace',
  name: 'created',
  meaning: 'A workspace exists; its owner is the account.',
  data: z.strictObject({ workspaceId: id, ownerId: id, createdAt: instant }),
});

export const OwnershipTransferred = publicEvent({
  type: 'lethe.workspace.ownership-transferred.v1',
  context: 'workspace',
  name: 'ownership-transferred',
  meaning: 'The workspace has another owner; the old one stays as administrator.',
  data: z.strictObject({ workspaceId: id, from: id, to: id, transferredAt: instant }),
});

export const MemberJoined = publicEvent({
  type: 'lethe.workspace.member-joined.v1',
  context: 'workspace',
  name: 'member-joined',
  meaning: 'The account is a member of the workspace.',
  data: z.strictObject({ workspaceId: id, accountId: id, role: z.enum(workspaceRoles), joinedAt: instant }),
});

export const MemberLeft = publicEvent({
  type: 'lethe.workspace.member-left.v1',
  context: 'workspace',
  name: 'member-left',
  meaning: 'The account is no member any more.',
  data: z.strictObject({
    workspaceId: id,
    accountId: id,
    because: z.enum(['left', 'removed', 'cancelled', 'closed']),
    leftAt: instant,
  }),
});

import { id, instant } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

export const memberRole = z.enum(['administrator', 'member', 'read-only']);
export type MemberRole = z.infer<typeof memberRole>;

/** Stream `workspace-<id>`. People are ids here; names stay with identity. */
export const workspaceEvents = defineEvents({
  WorkspaceCreated: {
    version: 1,
    data: z.strictObject({ workspaceId: id, name: z.string(), ownerId: id, createdAt: instant }),
  },
  WorkspaceRenamed: {
    version: 1,
    data: z.strictObject({ workspaceId: id, name: z.string(), renamedAt: instant }),
  },
  MemberJoined: {
    version: 1,
    data: z.strictObject({ workspaceId: id, accountId: id, role: memberRole, joinedAt: instant }),
  },
  RoleChanged: {
    version: 1,
    data: z.strictObject({ workspaceId: id, accountId: id, role: memberRole, changedAt: instant }),
  },
  MemberLeft: {
    version: 1,
    data: z.strictObject({
      workspaceId: id,
      accountId: id,
      because: z.enum(['left', 'removed', 'cancelled']),
      leftAt: instant,
    }),
  },
  OwnershipTransferred: {
    version: 1,
    data: z.strictObject({ workspaceId: id, from: id, to: id, transferredAt: instant }),
  },
  WorkspaceClosed: { version: 1, data: z.strictObject({ workspaceId: id, ownerId: id, closedAt: instant }) },
});

export type WorkspaceEvent = EventOf<typeof workspaceEvents>;
export type WorkspaceEventOf<Type extends WorkspaceEvent['type']> = Extract<WorkspaceEvent, { type: Type }>;

export const workspaceStream = (workspaceId: string): string => `workspace-${workspaceId}`;

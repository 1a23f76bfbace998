import { id, instant, personal, subjectOf } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

export const memberRole = z.enum(['administrator', 'member', 'read-only']);
export type MemberRole = z.infer<typeof memberRole>;

/** WS-7: what people call a workspace is sealed under the workspace's own key. */
const name = personal(z.string(), { of: 'workspaceId' });

/** Stream `workspace-<id>`. People are ids here; their names stay with identity. */
export const workspaceEvents = defineEvents({
  WorkspaceCreated: {
    version: 2,
    data: z.strictObject({
      workspaceId: id,
      name,
      ownerId: id,
      createdAt: instant,
      /** Where it stands who is in it: in a row for each, or, of a build before, in the history alone (ADR 38). */
      seats: z.enum(['rows', 'history']),
    }),
    // Its name stays as it was written: in plain.
    upcasts: { 1: (data) => ({ ...data, seats: 'history' }) },
  },
  WorkspaceRenamed: {
    version: 2,
    data: z.strictObject({ workspaceId: id, name, renamedAt: instant }),
    upcasts: { 1: (data) => data },
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

export const workspaceSubject = (workspaceId: string): string => subjectOf({ of: 'workspaceId' }, workspaceId);

export const workspaceStream = (workspaceId: string): string => `workspace-${workspaceId}`;

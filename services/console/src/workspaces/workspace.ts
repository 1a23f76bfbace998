import { listMembers, readWorkspace } from '../api/generated/sdk.gen.ts';
import type { Workspace } from '../api/generated/types.gen.ts';
import { reading } from '../api/use-read.ts';

export type { Member, Workspace } from '../api/generated/types.gen.ts';
export type Role = Workspace['role'];

/** Those that somebody can be given; ownership is transferred. */
export const memberRoles = ['administrator', 'member', 'read-only'] as const;
export const roles = ['owner', ...memberRoles] as const;

/** Everything about one workspace in the cache: its members and invitations stand below it. */
export const workspacePlace = (workspaceId: string): readonly unknown[] => ['workspace', workspaceId];

export const workspaceOf = (workspaceId: string) =>
  reading([...workspacePlace(workspaceId), 'read'], () => readWorkspace({ path: { workspaceId } }));

export const ownerOf = (workspaceId: string) =>
  reading([...workspacePlace(workspaceId), 'owner'], () =>
    listMembers({ path: { workspaceId }, query: { role: 'owner' } }),
  );

/** Owner and administrators invite, change and remove members, and rename the workspace. */
export const manages = (role: Role): boolean => role === 'owner' || role === 'administrator';

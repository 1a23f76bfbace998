import type { blocker, OutputOf, ReadObjections, ReadOwnership } from '@lethe/contracts';
import type * as z from 'zod';

export type Blocker = z.infer<typeof blocker>;

/**
 * CAN-3, WS-4: an owner who is the only member can close the workspace; with others in it, it has to be transferred.
 * ADM-1: the last active administrator stays.
 */
export const blockersOf = (
  { owned }: Pick<OutputOf<typeof ReadOwnership>, 'owned'>,
  { lastAdministrator }: OutputOf<typeof ReadObjections>,
): Blocker[] => [
  ...owned.map(({ workspaceId, name, onlyMember }): Blocker => ({
    participant: 'workspace-ownership',
    code: 'owner-of-workspace',
    workspaceId,
    workspaceName: name,
    onlyMember,
    remedies: [onlyMember ? 'close-workspace' : 'transfer-ownership'],
  })),
  ...(lastAdministrator ? [administratorStays] : []),
];

const administratorStays: Blocker = {
  participant: 'identity',
  code: 'last-administrator',
  workspaceId: null,
  workspaceName: null,
  onlyMember: null,
  remedies: ['appoint-administrator'],
};

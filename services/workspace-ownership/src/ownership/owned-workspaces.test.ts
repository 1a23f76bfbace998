import { describe, expect, it } from '@jest/globals';
import { mostOwnedTold, shredded, type Personal } from '@lethe/contracts';
import type { WorkspaceHead } from '../workspaces/workspace.ts';
import { newestMemberships } from './newest-memberships.ts';
import { ownedWorkspaces } from './owned-workspaces.ts';

const ownerId = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const open = (name: Personal<string>): WorkspaceHead => ({
  status: 'open',
  name,
  ownerId,
  createdAt: '2026-11-24T09:00:00.000Z',
  members: 1,
  seatsIn: 'rows',
});
const read = async (workspaceIds: readonly string[]) => new Map(workspaceIds.map((id) => [id, open(`Of ${id}`)]));
const ids = (count: number) => new Set(Array.from({ length: count }, (_, index) => `w${String(index)}`));

describe('The workspaces an account owns (CAN-3, WS-6)', () => {
  it('are told with their names and whether anybody else is in them', async () => {
    expect(await ownedWorkspaces(ids(1), read)).toEqual([{ workspaceId: 'w0', name: 'Of w0', onlyMember: true }]);
  });
  it('are told as far as an answer goes, the oldest first, and the others once those are gone (L2)', async () => {
    const told = await ownedWorkspaces(ids(mostOwnedTold + 5), read);
    expect(told.map(({ workspaceId }) => workspaceId)).toEqual([...ids(mostOwnedTold)]);
  });
  it('are told without a name whose key is gone, and not at all once they are closed (WS-7)', async () => {
    const heads = new Map<string, WorkspaceHead>([
      ['w0', open(shredded)],
      ['w1', { status: 'closed' }],
    ]);
    expect(await ownedWorkspaces(ids(2), async () => heads)).toEqual([
      { workspaceId: 'w0', name: null, onlyMember: true },
    ]);
    expect(await newestMemberships(heads, async () => heads)).toEqual([{ workspaceId: 'w0', name: null }]);
  });
});

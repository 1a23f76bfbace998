import { describe, expect, it } from '@jest/globals';
import { mostOwnedTold } from '@lethe/contracts';
import { workspaceFold } from '../workspaces/workspace.ts';
import { ownedWorkspaces } from './owned-workspaces.ts';

const owner = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const read = async (workspaceId: string) =>
  workspaceFold.evolve(workspaceFold.initial, {
    type: 'WorkspaceCreated',
    data: { workspaceId, name: `Of ${workspaceId}`, ownerId: owner, createdAt: '2026-11-24T09:00:00.000Z' },
  });
const ids = (count: number) => new Set(Array.from({ length: count }, (_, index) => `w${String(index)}`));

describe('The workspaces an account owns (CAN-3, WS-6)', () => {
  it('are told with their names and whether anybody else is in them', async () => {
    expect(await ownedWorkspaces(ids(1), read)).toEqual([{ workspaceId: 'w0', name: 'Of w0', onlyMember: true }]);
  });
  it('are told as far as an answer goes, the oldest first, and the others once those are gone (L2)', async () => {
    const told = await ownedWorkspaces(ids(mostOwnedTold + 5), read);
    expect(told.map(({ workspaceId }) => workspaceId)).toEqual([...ids(mostOwnedTold)]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import { workspaceOwnershipPublished } from './workspace-ownership.published.ts';

const at = '2026-11-24T09:00:00.000Z';
const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const bob = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';

const told = (type: string, data: StoredEvent['data']) =>
  workspaceOwnershipPublished({ type, data } as StoredEvent).map((each) =>
    'event' in each ? { type: each.event.type, entityId: each.entityId, data: each.event.data.parse(each.data) } : each,
  );

describe('What other services learn of workspaces (EVT-1)', () => {
  it('is a new workspace, without its name', () => {
    expect(told('WorkspaceCreated', { workspaceId, name: 'Ours', ownerId: ada, createdAt: at })).toStrictEqual([
      {
        type: 'lethe.workspace.created.v1',
        entityId: workspaceId,
        data: { workspaceId, ownerId: ada, createdAt: at },
      },
    ]);
  });
  it('is who joined and left, and to whom it was transferred', () => {
    const joined = { workspaceId, accountId: bob, role: 'member', joinedAt: at };
    const left = { workspaceId, accountId: bob, because: 'removed', leftAt: at };
    const transferred = { workspaceId, from: ada, to: bob, transferredAt: at };
    expect([
      ...told('MemberJoined', joined),
      ...told('MemberLeft', left),
      ...told('OwnershipTransferred', transferred),
    ]).toStrictEqual([
      { type: 'lethe.workspace.member-joined.v1', entityId: workspaceId, data: joined },
      { type: 'lethe.workspace.member-left.v1', entityId: workspaceId, data: left },
      { type: 'lethe.workspace.ownership-transferred.v1', entityId: workspaceId, data: transferred },
    ]);
  });
  it('is that its owner left with a closed workspace (WS-4)', () => {
    expect(told('WorkspaceClosed', { workspaceId, ownerId: ada, closedAt: at })).toStrictEqual([
      {
        type: 'lethe.workspace.member-left.v1',
        entityId: workspaceId,
        data: { workspaceId, accountId: ada, because: 'closed', leftAt: at },
      },
    ]);
  });
  it('is nothing of holds and invitations', () => {
    expect(told('OwnershipHeld', { accountId: ada, attempt: 1, heldAt: at })).toStrictEqual([]);
    expect(told('InvitationEnded', { invitationId: bob, because: 'expired', endedAt: at })).toStrictEqual([]);
  });
});

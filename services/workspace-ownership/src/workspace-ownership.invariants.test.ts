import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import { workspaceOwnershipInvariants } from './workspace-ownership.invariants.ts';

const at = '2026-11-24T09:00:00.000Z';
const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const bob = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';

const event = (type: string, data: object) => ({ type, data }) as unknown as StoredEvent;
const created = event('WorkspaceCreated', { workspaceId, ownerId: ada });
const given = (from: string, to: string) => event('OwnershipTransferred', { workspaceId, from, to });
const left = (accountId: string) => event('MemberLeft', { workspaceId, accountId });
const closed = event('WorkspaceClosed', { workspaceId, ownerId: ada });
const gone = (accountId: string) => event('AccountClosed', { accountId });

const violations = (events: readonly StoredEvent[]) =>
  workspaceOwnershipInvariants.flatMap((each) => each.violations(events, at, {}));

describe('What must hold in the log of workspace-ownership (WS-1)', () => {
  it('holds while ownership is handed on before its owner leaves, or the workspace is closed', () => {
    expect(violations([created, given(ada, bob), left(ada), gone(ada)])).toEqual([]);
    expect(violations([created, closed, gone(ada)])).toEqual([]);
  });

  it.each([
    ['its owner left', [created, left(ada)], `Workspace ${workspaceId} was left by its owner.`],
    ['its owner is gone', [created, gone(ada)], `Workspace ${workspaceId} is owned by ${ada}, who is gone.`],
    [
      'somebody else gave it away',
      [created, given(bob, ada)],
      `Workspace ${workspaceId} was given away by ${bob}, who did not own it.`,
    ],
  ])('is broken where %s', (_what, history, violation) => {
    expect(violations(history)).toEqual([violation]);
  });
});

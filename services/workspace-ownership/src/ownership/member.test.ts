import { describe, expect, it } from '@jest/globals';
import { afterAll, specify } from '@lethe/deciding/specify';
import fc from 'fast-check';
import type { WorkspaceEvent } from '../workspaces/workspace.events.ts';
import { eventsOfMembers } from './events-of-members.ts';
import { holdOwnership } from './hold-ownership.ts';
import type { MemberEvent } from './member.events.ts';
import { isEligible, memberFold, type Member } from './member.ts';
import { releaseOwnershipHold } from './release-ownership-hold.ts';

const given = specify(memberFold, { holdOwnership, releaseOwnershipHold });
const at = '2026-11-24T09:00:00.000Z';
const accountId = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const bob = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';
const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';

const began = (asOwner: boolean): MemberEvent => ({
  type: 'MembershipBegan',
  data: { accountId, workspaceId, asOwner, beganAt: at },
});
const received: MemberEvent = { type: 'OwnershipReceived', data: { accountId, workspaceId, receivedAt: at } };
const gave: MemberEvent = { type: 'OwnershipGiven', data: { accountId, workspaceId, givenAt: at } };
const ended: MemberEvent = { type: 'MembershipEnded', data: { accountId, workspaceId, endedAt: at } };
const held = (attempt: number): MemberEvent => ({ type: 'OwnershipHeld', data: { accountId, attempt, heldAt: at } });
const released = (attempt: number): MemberEvent => ({
  type: 'OwnershipHoldReleased',
  data: { accountId, attempt, releasedAt: at },
});
const hold = (attempt: number) => ({ type: 'HoldOwnership', data: { accountId, attempt, at } }) as const;
const release = (attempt: number) => ({ type: 'ReleaseOwnershipHold', data: { accountId, attempt, at } }) as const;

describe('Holding ownership for a cancellation (WS-3, CAN-7)', () => {
  it('is recorded for whoever owns nothing', () => {
    given().when(hold(1)).then(held(1));
    given(began(false)).when(hold(1)).then(held(1));
  });
  it('is refused to an owner', () => {
    given(began(true)).when(hold(1)).refused('owner-of-workspaces');
    given(began(false), received).when(hold(1)).refused('owner-of-workspaces');
  });
  it('is recorded after the last workspace was given away or closed', () => {
    given(began(true), gave).when(hold(1)).then(held(1));
    given(began(true), ended).when(hold(1)).then(held(1));
  });
  it('a second time changes nothing', () => {
    given(held(1)).when(hold(1)).nothing();
  });
  it('makes the account eligible for nothing while one attempt holds it', () => {
    expect(isEligible(given().state())).toBe(true);
    expect(isEligible(given(held(1)).state())).toBe(false);
    expect(isEligible(given(held(1), held(2), released(1)).state())).toBe(false);
    expect(isEligible(given(held(1), released(1)).state())).toBe(true);
  });
});

describe('Releasing a hold (CAN-7, CAN-8)', () => {
  it('is recorded also where the hold never happened', () => {
    given(held(1)).when(release(1)).then(released(1));
    given().when(release(1)).then(released(1));
  });
  it('a second time changes nothing', () => {
    given(held(1), released(1)).when(release(1)).nothing();
  });
  it('lets no late hold of that attempt in, but the next attempt', () => {
    given(released(1)).when(hold(1)).refused('attempt-undone');
    given(released(1)).when(hold(2)).then(held(2));
  });
});

describe('Holds and releases of several attempts (X4)', () => {
  const holdOrRelease = (step: ReturnType<typeof hold | typeof release>, member: Member) =>
    step.type === 'HoldOwnership' ? holdOwnership(step, member) : releaseOwnershipHold(step, member);

  it('come to the same in whatever order they arrive', () => {
    const steps = [hold(1), hold(2), hold(3), release(1), release(2)];
    const inAnyOrder = fc.shuffledSubarray([...steps, release(3)], { minLength: steps.length });
    fc.assert(
      fc.property(inAnyOrder, (arriving) => {
        const member = afterAll(memberFold, holdOrRelease, arriving);
        const undone = new Set(
          arriving.flatMap(({ type, data }) => (type === 'ReleaseOwnershipHold' ? [data.attempt] : [])),
        );
        const stands = arriving.some(({ type, data }) => type === 'HoldOwnership' && !undone.has(data.attempt));
        expect(isEligible(member)).toBe(!stands);
      }),
    );
  });
});

describe("What a workspace's event means for its members (WS-6)", () => {
  const of = (event: WorkspaceEvent) => eventsOfMembers(event);

  it('is an owner with the workspace, a member with the joining, nobody with a role', () => {
    expect(
      of({
        type: 'WorkspaceCreated',
        data: { workspaceId, name: 'Ours', ownerId: accountId, createdAt: at, seats: 'rows' },
      }),
    ).toStrictEqual([began(true)]);
    expect(of({ type: 'MemberJoined', data: { workspaceId, accountId, role: 'member', joinedAt: at } })).toStrictEqual([
      began(false),
    ]);
    expect(of({ type: 'RoleChanged', data: { workspaceId, accountId, role: 'member', changedAt: at } })).toStrictEqual(
      [],
    );
  });
  it('takes and gives with a transfer', () => {
    expect(
      of({ type: 'OwnershipTransferred', data: { workspaceId, from: accountId, to: bob, transferredAt: at } }),
    ).toStrictEqual([gave, { type: 'OwnershipReceived', data: { accountId: bob, workspaceId, receivedAt: at } }]);
  });
  it('ends with leaving and with closing', () => {
    expect(of({ type: 'MemberLeft', data: { workspaceId, accountId, because: 'left', leftAt: at } })).toStrictEqual([
      ended,
    ]);
    expect(of({ type: 'WorkspaceClosed', data: { workspaceId, ownerId: accountId, closedAt: at } })).toStrictEqual([
      { ...ended, data: { ...ended.data, byClosing: true } },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { fold } from '@lethe/deciding';
import { seatAfter, seatOf, type Seat } from './seats.ts';
import type { WorkspaceEvent } from './workspace.events.ts';
import { foldWithSeats, headFold } from './workspace.ts';

const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const [ada, bob, eve] = ['ada', 'bob', 'eve'];
const day = (number: number) => `2026-11-0${String(number)}T09:00:00.000Z`;

const history: readonly WorkspaceEvent[] = [
  {
    type: 'WorkspaceCreated',
    data: { workspaceId, name: 'Ours', ownerId: ada, createdAt: day(1), seats: 'rows' },
  },
  { type: 'MemberJoined', data: { workspaceId, accountId: bob, role: 'member', joinedAt: day(2) } },
  { type: 'MemberJoined', data: { workspaceId, accountId: eve, role: 'administrator', joinedAt: day(2) } },
  { type: 'RoleChanged', data: { workspaceId, accountId: bob, role: 'administrator', changedAt: day(3) } },
  { type: 'OwnershipTransferred', data: { workspaceId, from: ada, to: bob, transferredAt: day(4) } },
  { type: 'RoleChanged', data: { workspaceId, accountId: ada, role: 'read-only', changedAt: day(5) } },
  { type: 'RoleChanged', data: { workspaceId, accountId: ada, role: 'administrator', changedAt: day(6) } },
  { type: 'MemberLeft', data: { workspaceId, accountId: eve, because: 'left', leftAt: day(7) } },
];

const seatIn = (accountId: string) =>
  history.reduce<Seat | null>((was, event) => seatAfter(was, accountId, event), null);

describe('A seat (WS-1, WS-5, GRO-1)', () => {
  it.each([
    ['owner, who gives it away, loses the right to invite and gets it back', ada, [day(1), day(6)]],
    ['administrator, who becomes the owner', bob, [day(2), day(3)]],
  ])('notes since when without a gap an %s may invite (W1)', (_who, accountId, [joinedAt, managesSince]) => {
    const seat = seatIn(accountId ?? '');
    expect(seat).toStrictEqual({ role: 'administrator', joinedAt, managesSince });
  });

  it('is nothing once its account left, or the workspace is closed', () => {
    const closed: WorkspaceEvent = { type: 'WorkspaceClosed', data: { workspaceId, ownerId: bob, closedAt: day(8) } };
    expect(seatIn(eve)).toBeNull();
    expect(seatAfter({ role: 'administrator', joinedAt: day(1) }, bob, closed)).toBeNull();
  });

  it('comes to the same where all seats are folded and where one is', () => {
    const all = fold(foldWithSeats([ada, bob, eve]), history);
    for (const accountId of [ada, bob, eve]) {
      const one = fold(foldWithSeats([accountId]), history);
      if (all.status !== 'open' || one.status !== 'open') throw new Error('It is open.');
      expect(seatOf(one.seats, accountId)).toStrictEqual(seatOf(all.seats, accountId));
    }
  });

  it('that nobody asked for is not taken for none', () => {
    const workspace = fold(foldWithSeats([ada]), history);
    if (workspace.status !== 'open') throw new Error('It is open.');
    expect(() => seatOf(workspace.seats, bob)).toThrow('was not asked for');
    expect(seatOf(new Map([[eve, null]]), eve)).toBeUndefined();
  });
});

describe('What a workspace comes to without its seats (GRO-1)', () => {
  const joined = (index: number): WorkspaceEvent => ({
    type: 'MemberJoined',
    data: { workspaceId, accountId: `member ${String(index)}`, role: 'member', joinedAt: day(9) },
  });
  it('is as large with 1,000 members as with 10', () => {
    const sizeWith = (members: number): number => {
      const joins = Array.from({ length: members }, (_, index) => joined(index));
      return JSON.stringify(fold(headFold, [...history, ...joins])).length;
    };
    expect(sizeWith(1000) - sizeWith(10)).toBeLessThan(10);
  });
  it('counts its members', () => {
    expect(fold(headFold, history)).toMatchObject({ members: 2, ownerId: bob });
  });
});

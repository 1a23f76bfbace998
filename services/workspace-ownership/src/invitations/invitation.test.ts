import { describe, expect, it } from '@jest/globals';
import { fold, refuse } from '@lethe/deciding';
import { specify } from '@lethe/deciding/specify';
import type { WorkspaceEvent } from '../workspaces/workspace.events.ts';
import { foldWithSeats } from '../workspaces/workspace.ts';
import type { InvitationEvent } from './invitation.events.ts';
import { invitationFold, stands } from './invitation.ts';
import { inviteMember } from './invite-member.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { endInvitation } from './end-invitation.ts';

const given = specify(invitationFold, { acceptInvitation, endInvitation });
const at = '2026-11-24T09:00:00.000Z';
const expiresAt = '2026-12-08T09:00:00.000Z';
const justBefore = '2026-12-08T08:59:59.999Z';
const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const invitationId = '5b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const longAgo = '2026-11-01T09:00:00.000Z';
const bob = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';
const workspaceFold = foldWithSeats([ada, bob]);

const invited = {
  type: 'MemberInvited',
  data: {
    invitationId,
    workspaceId,
    email: 'bob@example.org',
    role: 'member',
    invitedBy: ada,
    senderSince: at,
    invitedAt: at,
    expiresAt,
  },
} as const satisfies InvitationEvent;
const accepted = (acceptedAt: string): InvitationEvent => ({
  type: 'InvitationAccepted',
  data: { invitationId, workspaceId, accountId: bob, acceptedAt },
});
type Because = Extract<InvitationEvent, { type: 'InvitationEnded' }>['data']['because'];
const ended = (because: Because, endedAt: string): InvitationEvent => ({
  type: 'InvitationEnded',
  data: { invitationId, because, endedAt },
});

describe('Inviting by email (WS-3, WS-5)', () => {
  const created = workspaceFold.evolve(workspaceFold.initial, {
    type: 'WorkspaceCreated',
    data: { workspaceId, name: 'Ours', ownerId: ada, createdAt: at, seats: 'rows' },
  });
  const withBob = workspaceFold.evolve(created, {
    type: 'MemberJoined',
    data: { workspaceId, accountId: bob, role: 'member', joinedAt: at },
  });
  const invite = (by: string, role: 'administrator' | 'member' | 'read-only' = 'member', verifiedAt = longAgo) =>
    ({
      type: 'InviteMember',
      data: { invitationId, workspaceId, email: 'bob@example.org', role, by, verifiedAt, at },
    }) as const;

  it('is valid for 14 days', () => {
    expect(inviteMember(invite(ada), created)).toStrictEqual([invited]);
  });
  it('is not permitted to a member, and shows no workspace to a stranger', () => {
    expect(inviteMember(invite(bob), withBob)).toStrictEqual(refuse('not-permitted'));
    expect(inviteMember(invite(bob), created)).toStrictEqual(refuse('workspace-unknown'));
  });
  it('as an administrator asks for a verification of at most 10 minutes ago, of who may invite alone (SES-7)', () => {
    const [tenMinutesAgo, before] = ['2026-11-24T08:50:00.000Z', '2026-11-24T08:49:59.999Z'];
    const asAdministrator = { ...invited, data: { ...invited.data, role: 'administrator' } };
    expect(inviteMember(invite(ada, 'administrator', tenMinutesAgo), created)).toStrictEqual([asAdministrator]);
    expect(inviteMember(invite(ada, 'administrator', before), created)).toStrictEqual(refuse('verification-stale'));
    expect(inviteMember(invite(bob, 'administrator', before), withBob)).toStrictEqual(refuse('not-permitted'));
    expect(inviteMember(invite(ada, 'read-only', before), created)).toMatchObject([{ data: { role: 'read-only' } }]);
  });
});

describe('Accepting an invitation (WS-3, WS-5)', () => {
  const accept = ({ stands: holds = true, toThisAccount = true } = {}) =>
    ({
      type: 'AcceptInvitation',
      data: { invitationId, accountId: bob, stands: holds, toThisAccount, at: justBefore },
    }) as const;

  it('works once', () => {
    given(invited).when(accept()).then(accepted(justBefore));
    given(invited, accepted(at)).when(accept()).refused('invitation-unknown');
  });
  it('of one that ended, does not stand any more or never was is refused alike', () => {
    given(invited, ended('inviter-cancelled', at)).when(accept()).refused('invitation-unknown');
    given(invited)
      .when(accept({ stands: false }))
      .refused('invitation-unknown');
    given(invited)
      .when(accept({ stands: false, toThisAccount: false }))
      .refused('invitation-unknown');
    given().when(accept()).refused('invitation-unknown');
  });
  it('is refused to whoever has another address (W1)', () => {
    given(invited)
      .when(accept({ toThisAccount: false }))
      .refused('invitation-for-another-address');
  });
});

describe('An invitation stands (W1, WS-5)', () => {
  const later = '2026-11-25T09:00:00.000Z';
  const created: WorkspaceEvent = {
    type: 'WorkspaceCreated',
    data: { workspaceId, name: 'Ours', ownerId: bob, createdAt: '2026-11-01T09:00:00.000Z', seats: 'rows' },
  };
  const joined: WorkspaceEvent = {
    type: 'MemberJoined',
    data: { workspaceId, accountId: ada, role: 'administrator', joinedAt: at },
  };
  const roleChanged = (role: 'administrator' | 'member', changedAt: string): WorkspaceEvent => ({
    type: 'RoleChanged',
    data: { workspaceId, accountId: ada, role, changedAt },
  });
  const left: WorkspaceEvent = {
    type: 'MemberLeft',
    data: { workspaceId, accountId: ada, because: 'removed', leftAt: later },
  };
  const transferred = (from: string, to: string): WorkspaceEvent => ({
    type: 'OwnershipTransferred',
    data: { workspaceId, from, to, transferredAt: later },
  });
  const closed: WorkspaceEvent = { type: 'WorkspaceClosed', data: { workspaceId, ownerId: bob, closedAt: later } };
  const standsAfter = (events: readonly WorkspaceEvent[], when = justBefore, invitation: InvitationEvent = invited) =>
    stands(invitationFold.evolve(invitationFold.initial, invitation), fold(workspaceFold, [created, ...events]), when);

  it('until its 14 days are over', () => {
    expect(standsAfter([joined])).toBe(true);
    expect(standsAfter([joined], expiresAt)).toBe(false);
  });
  it('while its sender is administrator or owner, whichever of them', () => {
    expect(standsAfter([joined, transferred(bob, ada)])).toBe(true);
    expect(standsAfter([joined, transferred(bob, ada), transferred(ada, bob)])).toBe(true);
    expect(standsAfter([joined, roleChanged('member', later)])).toBe(false);
    expect(standsAfter([joined, left])).toBe(false);
    expect(standsAfter([])).toBe(false);
  });
  it('does not come back with a sender who comes back', () => {
    expect(standsAfter([joined, roleChanged('member', later), roleChanged('administrator', later)])).toBe(false);
    expect(standsAfter([joined, left, { ...joined, data: { ...joined.data, joinedAt: later } }])).toBe(false);
  });
  it('no longer than its workspace', () => {
    expect(standsAfter([joined, left, closed])).toBe(false);
  });
  it('also where it was sent before the stretch of its sender was noted, while the sender may invite', () => {
    const { senderSince: _senderSince, ...data } = invited.data;
    const early = { ...invited, data };
    expect(standsAfter([joined], justBefore, early)).toBe(true);
    expect(standsAfter([joined, roleChanged('member', later)], justBefore, early)).toBe(false);
  });
});

describe('Ending an invitation', () => {
  const end = (because: Exclude<Because, 'address-cancelled'>, when: string) =>
    ({ type: 'EndInvitation', data: { invitationId, because, at: when } }) as const;

  it('by the clock happens after 14 days, not before', () => {
    given(invited).when(end('expired', justBefore)).nothing();
    given(invited).when(end('expired', expiresAt)).then(ended('expired', expiresAt));
  });
  it.each(['inviter-cancelled', 'replaced', 'revoked'] as const)(
    'because it is %s happens at once (CAN-10, WS-5)',
    (because) => {
      given(invited).when(end(because, at)).then(ended(because, at));
    },
  );
  it('with its address happens at once, but not to one that is no older than the release of the address (PLAN-2)', () => {
    const cancelled = (releasedAt: string) =>
      ({
        type: 'EndInvitation',
        data: { invitationId, because: 'address-cancelled', releasedAt, at: justBefore },
      }) as const;
    given(invited).when(cancelled('2026-11-24T09:00:00.001Z')).then(ended('address-cancelled', justBefore));
    given(invited).when(cancelled(at)).nothing();
  });
  it('happens once, and not to an accepted one', () => {
    given(invited, ended('expired', expiresAt)).when(end('expired', expiresAt)).nothing();
    given(invited, accepted(at)).when(end('inviter-cancelled', at)).nothing();
  });
});

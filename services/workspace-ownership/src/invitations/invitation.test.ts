import { describe, expect, it } from '@jest/globals';
import { refuse } from '@lethe/deciding';
import { specify } from '@lethe/deciding/specify';
import { workspaceFold } from '../workspaces/workspace.ts';
import { invitationDecider } from './invitation.decider.ts';
import type { InvitationEvent } from './invitation.events.ts';
import { inviteMember } from './invite-member.ts';

const given = specify(invitationDecider);
const at = '2026-11-24T09:00:00.000Z';
const expiresAt = '2026-12-08T09:00:00.000Z';
const justBefore = '2026-12-08T08:59:59.999Z';
const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const invitationId = '5b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const bob = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';

const invited: InvitationEvent = {
  type: 'MemberInvited',
  data: {
    invitationId,
    workspaceId,
    email: 'bob@example.org',
    role: 'member',
    invitedBy: ada,
    invitedAt: at,
    expiresAt,
  },
};
const accepted = (acceptedAt: string): InvitationEvent => ({
  type: 'InvitationAccepted',
  data: { invitationId, workspaceId, accountId: bob, acceptedAt },
});
const ended = (because: 'expired' | 'inviter-cancelled' | 'address-cancelled', endedAt: string): InvitationEvent => ({
  type: 'InvitationEnded',
  data: { invitationId, because, endedAt },
});

describe('Inviting by email (WS-3, WS-5)', () => {
  const created = workspaceFold.evolve(workspaceFold.initial, {
    type: 'WorkspaceCreated',
    data: { workspaceId, name: 'Ours', ownerId: ada, createdAt: at },
  });
  const withBob = workspaceFold.evolve(created, {
    type: 'MemberJoined',
    data: { workspaceId, accountId: bob, role: 'member', joinedAt: at },
  });
  const invite = (by: string) =>
    ({
      type: 'InviteMember',
      data: { invitationId, workspaceId, email: 'bob@example.org', role: 'member', by, at },
    }) as const;

  it('is valid for 14 days', () => {
    expect(inviteMember(invite(ada), created)).toStrictEqual([invited]);
  });
  it('is not permitted to a member, and shows no workspace to a stranger', () => {
    expect(inviteMember(invite(bob), withBob)).toStrictEqual(refuse('not-permitted'));
    expect(inviteMember(invite(bob), created)).toStrictEqual(refuse('workspace-unknown'));
  });
});

describe('Accepting an invitation (WS-3, WS-5)', () => {
  const accept = (when: string) =>
    ({ type: 'AcceptInvitation', data: { invitationId, accountId: bob, at: when } }) as const;

  it('works until the 14 days are over', () => {
    given(invited).when(accept(justBefore)).then(accepted(justBefore));
    given(invited).when(accept(expiresAt)).refused('invitation-unknown');
  });
  it('works once', () => {
    given(invited, accepted(at)).when(accept(at)).refused('invitation-unknown');
  });
  it('of one that ended or never was is refused alike', () => {
    given(invited, ended('inviter-cancelled', at)).when(accept(at)).refused('invitation-unknown');
    given().when(accept(at)).refused('invitation-unknown');
  });
});

describe('Ending an invitation', () => {
  const end = (because: 'expired' | 'inviter-cancelled', when: string) =>
    ({ type: 'EndInvitation', data: { invitationId, because, at: when } }) as const;

  it('by the clock happens after 14 days, not before', () => {
    given(invited).when(end('expired', justBefore)).nothing();
    given(invited).when(end('expired', expiresAt)).then(ended('expired', expiresAt));
  });
  it('with its inviter happens at once (CAN-10)', () => {
    given(invited).when(end('inviter-cancelled', at)).then(ended('inviter-cancelled', at));
  });
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

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { busAudience, type Keyring, type NatsCalls } from '@lethe/bus';
import {
  AcceptInvitation,
  ChangeRole,
  CloseWorkspace,
  CreateWorkspace,
  HoldOwnership,
  InviteMember,
  IsMember,
  LeaveWorkspace,
  ListInvitations,
  ListMembers,
  ListWorkspaces,
  PreviewInvitation,
  ReadOwnership,
  ReadWorkspace,
  ReleaseOwnershipHold,
  RemoveMember,
  RenameWorkspace,
  ResendInvitation,
  RevokeInvitation,
  TransferOwnership,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { amongNeighbours } from '../../../libs/service/src/testing/among-neighbours.ts';
import {
  acknowledged,
  MailController,
  mails,
  nameOf,
  notTheirs,
  ParticipantController,
  PeopleController,
} from './testing/neighbours.ts';
import { at } from './testing/replica.ts';
import { clearingOf, granted } from './testing/story.ts';
import { workspaceOwnership } from './workspace-ownership.definition.ts';

let running: Awaited<ReturnType<typeof amongNeighbours>>;
let keyring: Keyring;
let ticketing: NatsCalls;
beforeAll(async () => {
  running = await amongNeighbours(workspaceOwnership, at, {
    identity: [PeopleController],
    notification: [MailController],
    cancellation: [ParticipantController],
  });
  keyring = await running.keyringFor('session');
  ticketing = await running.callsOf('ticketing');
});
afterAll(async () => {
  await ticketing.close();
  await running.stop();
});

const as = async (accountId: string, verifiedAt = at) => ({
  as: await keyring.sign(
    { accountId, sessionId: accountId, factor: false, verifiedAt, methods: ['password'] },
    { typ: 'person+jwt', audience: busAudience, seconds: 60 },
  ),
});
const token = () => (mails.at(-1)?.parameters['link'] ?? '').split('#')[1] ?? '';
const opened = async (ada: string) =>
  (await granted(running.gateway.ask(CreateWorkspace, { name: 'Ours' }, await as(ada)))).workspaceId;
const joined = async (workspaceId: string, ada: string) => {
  const bob = randomUUID();
  const invitation = { workspaceId, email: `${bob}@example.org`, role: 'member' } as const;
  await granted(running.gateway.ask(InviteMember, invitation, await as(ada)));
  await granted(running.gateway.ask(AcceptInvitation, { token: token() }, await as(bob)));
  return bob;
};

describe('A workspace over the bus (WS-1 to WS-6)', () => {
  it('is opened, joined by invitation, shown with names, and changed', async () => {
    const ada = randomUUID();
    const workspaceId = await opened(ada);
    const bob = await joined(workspaceId, ada);
    await granted(running.gateway.ask(ChangeRole, { workspaceId, accountId: bob, role: 'read-only' }, await as(ada)));
    expect(await running.gateway.ask(ListMembers, { workspaceId }, await as(bob))).toStrictEqual({
      members: [
        { accountId: ada, username: nameOf(ada), role: 'owner', joinedAt: at },
        { accountId: bob, username: nameOf(bob), role: 'read-only', joinedAt: at },
      ].toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1)),
      total: 2,
      nextCursor: null,
    });
    expect(await running.gateway.ask(ListWorkspaces, {}, await as(bob))).toStrictEqual({
      workspaces: [{ workspaceId, name: 'Ours', role: 'read-only', joinedAt: at }],
      nextCursor: null,
    });
    expect(await running.gateway.ask(ReadWorkspace, { workspaceId }, await as(bob))).toStrictEqual({
      workspaceId,
      name: 'Ours',
      role: 'read-only',
      ownerId: ada,
      members: 2,
      createdAt: at,
    });
    expect(await ticketing.ask(IsMember, { workspaceId, accountId: bob })).toStrictEqual({ role: 'read-only' });
    await granted(running.gateway.ask(RemoveMember, { workspaceId, accountId: bob }, await as(ada)));
    expect(await running.gateway.ask(LeaveWorkspace, { workspaceId }, await as(bob))).toStrictEqual({
      refused: 'workspace-unknown',
      details: {},
    });
    await granted(running.gateway.ask(CloseWorkspace, { workspaceId, typedName: 'Ours' }, await as(ada)));
    expect(await running.gateway.ask(ListWorkspaces, {}, await as(ada))).toStrictEqual({
      workspaces: [],
      nextCursor: null,
    });
  });

  it('is renamed, and its invitations are shown, sent anew, revoked and only for their address (WS-5, WS-7, W1)', async () => {
    const ada = randomUUID();
    const workspaceId = await opened(ada);
    await granted(running.gateway.ask(RenameWorkspace, { workspaceId, name: 'Our other' }, await as(ada)));
    const { gateway } = running;
    const asked = { workspaceId, email: notTheirs, role: 'administrator' } as const;
    const { invitationId } = await granted(gateway.ask(InviteMember, asked, await as(ada)));
    const { invitationId: again, expiresAt } = await granted(
      gateway.ask(ResendInvitation, { workspaceId, invitationId }, await as(ada)),
    );
    expect(await gateway.ask(PreviewInvitation, { token: token() })).toStrictEqual({
      workspaceName: 'Our other',
      role: 'administrator',
      expiresAt,
    });
    expect(await gateway.ask(AcceptInvitation, { token: token() }, await as(randomUUID()))).toStrictEqual({
      refused: 'invitation-for-another-address',
      details: {},
    });
    expect(await gateway.ask(ListInvitations, { workspaceId }, await as(ada))).toStrictEqual({
      invitations: [
        {
          invitationId: again,
          email: notTheirs,
          role: 'administrator',
          invitedBy: ada,
          invitedByName: nameOf(ada),
          invitedAt: at,
          expiresAt,
        },
      ],
      nextCursor: null,
    });
    await granted(gateway.ask(RevokeInvitation, { workspaceId, invitationId: again }, await as(ada)));
    expect(await gateway.ask(PreviewInvitation, { token: token() })).toStrictEqual({
      refused: 'invitation-unknown',
      details: {},
    });
  });

  it('is handed over, and both are told by mail (WS-2)', async () => {
    const ada = randomUUID();
    const workspaceId = await opened(ada);
    const bob = await joined(workspaceId, ada);
    await granted(running.gateway.ask(TransferOwnership, { workspaceId, to: bob }, await as(ada)));
    await eventually(() =>
      expect(mails.filter(({ accountId }) => accountId === ada || accountId === bob)).toStrictEqual([
        { accountId: bob, template: 'ownership-received', parameters: { workspaceName: 'Ours' } },
        { accountId: ada, template: 'ownership-given', parameters: { workspaceName: 'Ours' } },
      ]),
    );
  });

  it('is given away, closed and put into other hands only by whoever verified lately (SES-7)', async () => {
    const ada = randomUUID();
    const workspaceId = await opened(ada);
    const bob = await joined(workspaceId, ada);
    const stale = await as(ada, '2026-11-24T08:49:59.999Z');
    const no = { refused: 'verification-stale', details: {} };
    const { gateway } = running;
    expect(await gateway.ask(TransferOwnership, { workspaceId, to: bob }, stale)).toStrictEqual(no);
    expect(await gateway.ask(CloseWorkspace, { workspaceId, typedName: 'Ours' }, stale)).toStrictEqual(no);
    const role = 'administrator';
    expect(await gateway.ask(ChangeRole, { workspaceId, accountId: bob, role }, stale)).toStrictEqual(no);
    expect(await gateway.ask(ReadWorkspace, { workspaceId }, stale)).toMatchObject({ ownerId: ada, members: 2 });
  });

  it('gets an administrator by invitation only from whoever verified lately, also by one sent again (SES-7)', async () => {
    const ada = randomUUID();
    const workspaceId = await opened(ada);
    const stale = await as(ada, '2026-11-24T08:49:59.999Z');
    const fresh = await as(ada, '2026-11-24T08:50:00.000Z');
    const no = { refused: 'verification-stale', details: {} };
    const { gateway } = running;
    const asked = { workspaceId, email: 'soon@example.org', role: 'administrator' } as const;
    const sent = mails.length;
    expect(await gateway.ask(InviteMember, asked, { ...stale, key: 'the same' })).toStrictEqual(no);
    expect(mails).toHaveLength(sent);
    const { invitationId } = await granted(gateway.ask(InviteMember, asked, { ...fresh, key: 'the same' }));
    const resent = { workspaceId, invitationId };
    expect(await gateway.ask(ResendInvitation, resent, stale)).toStrictEqual(no);
    const open = await granted(gateway.ask(ListInvitations, { workspaceId }, stale));
    expect(open.invitations).toMatchObject([{ invitationId, role: 'administrator' }]);
    const { invitationId: second } = await granted(gateway.ask(ResendInvitation, resent, fresh));
    await granted(gateway.ask(RevokeInvitation, { workspaceId, invitationId: second }, stale));
    const member = { ...asked, role: 'member' } as const;
    const { invitationId: third } = await granted(gateway.ask(InviteMember, member, stale));
    await granted(gateway.ask(ResendInvitation, { workspaceId, invitationId: third }, stale));
  });

  it('stands in the way of a cancellation until it is given away (CAN-3, CAN-7)', async () => {
    const ada = randomUUID();
    const workspaceId = await opened(ada);
    const bob = await joined(workspaceId, ada);
    const { cancellation } = running;
    const owned = [{ workspaceId, name: 'Ours', onlyMember: false }];
    const read = await cancellation.ask(ReadOwnership, { accountId: ada });
    expect(read).toStrictEqual({ owned, memberOf: 1, memberships: [{ workspaceId, name: 'Ours' }] });
    expect(await cancellation.ask(HoldOwnership, { accountId: ada, attempt: 1 })).toStrictEqual({
      refused: 'owner-of-workspaces',
      details: {},
    });
    await granted(cancellation.ask(ReleaseOwnershipHold, { accountId: ada, attempt: 1 }));
    await granted(running.gateway.ask(TransferOwnership, { workspaceId, to: bob }, await as(ada)));
    await granted(cancellation.ask(HoldOwnership, { accountId: ada, attempt: 2 }));
    expect(await running.gateway.ask(TransferOwnership, { workspaceId, to: ada }, await as(bob))).toStrictEqual({
      refused: 'member-not-eligible',
      details: {},
    });
    await running.clear({ ...clearingOf(ada), participant: 'workspace-ownership' });
    await eventually(() =>
      expect(acknowledged).toMatchObject([
        { accountId: ada, evidence: { categories: { memberships: 1, invitations: 0 } } },
      ]),
    );
    expect(await running.gateway.ask(ListWorkspaces, {}, await as(ada))).toStrictEqual({
      workspaces: [],
      nextCursor: null,
    });
  });
});

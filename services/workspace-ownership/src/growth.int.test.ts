import { ReadPeople, type Call } from '@lethe/contracts';
import { randomUUID } from 'node:crypto';
import { askedBy, overOwnDatabase } from '../../../libs/service/src/testing/over-own-database.ts';
import { describeGrowth } from '../../../libs/testing/src/growth.suite.ts';
import { InvitationController } from './invitations/invitation.controller.ts';
import { invitationStream } from './invitations/invitation.events.ts';
import { MemberController } from './members/member.controller.ts';
import { memberStream } from './ownership/member.events.ts';
import { OwnershipController } from './ownership/ownership.controller.ts';
import { workspaceOwnership } from './workspace-ownership.definition.ts';
import { WorkspaceController } from './workspaces/workspace.controller.ts';
import { workspaceStream } from './workspaces/workspace.events.ts';

const at = '2026-11-24T09:00:00.000Z';
const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const idOf = (index: number): string => `0b8f5d1e-0b1c-4d8e-8a52-${String(index).padStart(12, '0')}`;
const soon = (index: number): string => new Date(Date.parse(at) + 1000 * index).toISOString();
const workspaceId = idOf(0);
const created = (id: string) =>
  ({
    type: 'WorkspaceCreated',
    data: { workspaceId: id, name: 'Ours', ownerId: ada, createdAt: at, seats: 'rows' },
  }) as const;
type World = Awaited<ReturnType<typeof opened>>;
const seat = ({ kit }: World, id: string, accountId: string, says: Readonly<Record<string, string>>) => ({
  ...kit.journal.lookUpOf('seat', `${id}/${accountId}`, accountId),
  says,
});
const ownSeat = (world: World, id: string) =>
  seat(world, id, ada, { role: 'administrator', joinedAt: at, managesSince: at });
const began = (id: string) =>
  ({ type: 'MembershipBegan', data: { accountId: ada, workspaceId: id, asOwner: true, beganAt: at } }) as const;

const answering = ({ subject }: Call, { accountIds }: { accountIds?: readonly string[] }) =>
  subject === ReadPeople.subject
    ? { people: accountIds?.map((accountId) => ({ accountId, username: 'Somebody' })) }
    : {};
const settings = { LETHE_INVITATIONS_BY_SENDER_PER_HOUR: 1000, LETHE_INVITATIONS_BY_WORKSPACE_PER_HOUR: 1000 };
const opened = () => overOwnDatabase(workspaceOwnership, { at, answering, settings });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const withMembers = async (members: number) => {
  const world = await opened();
  const joined = numbers(members).map((index) => ({
    type: 'MemberJoined',
    data: { workspaceId, accountId: idOf(index), role: 'member', joinedAt: soon(index) },
  }));
  const seats = joined.map(({ data: { accountId, role, joinedAt } }) =>
    seat(world, workspaceId, accountId, { role, joinedAt }),
  );
  await world.seed(
    [
      [workspaceStream(workspaceId), created(workspaceId), ...joined],
      [memberStream(ada), began(workspaceId)],
    ],
    [ownSeat(world, workspaceId), ...seats],
  );
  await world.settled();
  const [workspaces, members_] = [world.get(WorkspaceController), world.get(MemberController)];
  const own = () => askedBy({ accountId: ada }, at);
  const accountId = idOf(1);
  return {
    ...world,
    requests: {
      'is somebody a member': async () => () => members_.role({ workspaceId, accountId }),
      'list members': async () => () => members_.list({ workspaceId, limit: 10 }, own()),
      'read a workspace': async () => () => workspaces.read({ workspaceId }, own()),
      'rename a workspace': async () => () => workspaces.rename({ workspaceId, name: randomUUID() }, own()),
      'change a role': async () => {
        const { role } = await members_.role({ workspaceId, accountId });
        const other = role === 'member' ? 'read-only' : 'member';
        return () => members_.changeRole({ workspaceId, accountId, role: other }, own());
      },
      'invite somebody': async () => () =>
        world
          .get(InvitationController)
          .invite({ workspaceId, email: `${randomUUID()}@example.org`, role: 'member' }, own()),
      'list invitations': async () => () => world.get(InvitationController).list({ workspaceId }, own()),
      'hand it over': async () => {
        const { role } = await members_.role({ workspaceId, accountId: ada });
        const [by, to] = role === 'owner' ? [ada, accountId] : [accountId, ada];
        return () => world.get(OwnershipController).transfer({ workspaceId, to }, askedBy({ accountId: by }, at));
      },
    },
  };
};

const withWorkspaces = async (count: number) => {
  const world = await opened();
  const ids = numbers(count).map(idOf);
  await world.seed(
    [...ids.map((id) => [workspaceStream(id), created(id)] as const), [memberStream(ada), ...ids.map(began)]],
    ids.map((id) => ownSeat(world, id)),
  );
  await world.settled();
  const workspaces = world.get(WorkspaceController);
  const own = () => askedBy({ accountId: ada }, at);
  return {
    ...world,
    requests: {
      'list my workspaces': async () => () => workspaces.list({ limit: 10 }, own()),
      'create a workspace': async () => () => workspaces.create({ name: 'Another' }, own()),
      'rename a workspace': async () => () => workspaces.rename({ workspaceId: idOf(1), name: randomUUID() }, own()),
    },
  };
};

const withInvitations = async (count: number) => {
  const world = await opened();
  const invited = numbers(count).map(
    (index) =>
      [
        invitationStream(idOf(index)),
        {
          type: 'MemberInvited',
          data: {
            invitationId: idOf(index),
            workspaceId,
            email: `${String(index)}@example.org`,
            role: 'member',
            invitedBy: ada,
            senderSince: at,
            invitedAt: soon(index),
            expiresAt: soon(1_000_000),
          },
        },
      ] as const,
  );
  await world.seed(
    [[workspaceStream(workspaceId), created(workspaceId)], [memberStream(ada), began(workspaceId)], ...invited],
    [ownSeat(world, workspaceId)],
  );
  await world.settled();
  const invitations = world.get(InvitationController);
  const own = () => askedBy({ accountId: ada }, at);
  const invite = (email: string) => invitations.invite({ workspaceId, email, role: 'member' }, own());
  return {
    ...world,
    requests: {
      'invite somebody': async () => () => invite(`${randomUUID()}@example.org`),
      'invite somebody again': async () => {
        const email = `${randomUUID()}@example.org`;
        await invite(email);
        return () => invite(email);
      },
      'revoke an invitation': async () => {
        const answer = await invite(`${randomUUID()}@example.org`);
        if ('refused' in answer) throw new Error(answer.refused);
        return () => invitations.revoke({ workspaceId, invitationId: answer.invitationId }, own());
      },
    },
  };
};

describeGrowth({ of: 'members of a workspace', open: withMembers });
describeGrowth({ of: 'workspaces of an account', open: withWorkspaces });
describeGrowth({ of: 'invitations into a workspace', open: withInvitations });

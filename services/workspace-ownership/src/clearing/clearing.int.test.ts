import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { isShredded } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { pageSize } from '@lethe/journal';
import { eventually } from '@lethe/testing';
import { invitationSends } from '../invitations/invitation-sends.ts';
import { byInviter } from '../invitations/invitation-look-ups.ts';
import { invitationStream, type InvitationEvent } from '../invitations/invitation.events.ts';
import { inviteMember } from '../invitations/invite-member.ts';
import { joinWorkspace } from '../members/join-workspace.ts';
import { at, by, replica, surroundings, type Replica, type Surroundings } from '../testing/replica.ts';
import { createWorkspace } from '../workspaces/create-workspace.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import type { OwnershipUnit } from '../workspace-ownership-kit.ts';
import { loadWorkspace } from '../workspaces/workspaces.ts';
import { clearingOf, granted, hold, invite, join, mailedToken, open } from '../testing/story.ts';

let around: Surroundings;
let one: Replica;
let ada: string;
beforeEach(async () => {
  around = await surroundings();
  one = await replica(around);
  await one.start();
  ada = randomUUID();
});
afterEach(async () => {
  await one.stop();
  await around.close();
});

const recorded = (work: (unit: OwnershipUnit) => Promise<unknown>) =>
  one.kit.journal.handle(
    { ...by('clock').command, id: randomUUID(), subject: undefined },
    async (unit) => {
      await work(unit);
    },
    () => undefined,
  );

/** As opening a workspace and joining it record it. */
const joining = (workspaceId: string, accountId: string) =>
  recorded(async (unit) => {
    const own = { workspaceId, name: 'Ours', by: ada, eligible: true, at };
    await inWorkspace(one.kit, unit, { workspaceId, of: [ada] }, (workspace) =>
      createWorkspace({ type: 'CreateWorkspace', data: own }, workspace),
    );
    const membership = { workspaceId, accountId, role: 'administrator', eligible: true, at } as const;
    await inWorkspace(one.kit, unit, { workspaceId, of: [accountId] }, (workspace) =>
      joinWorkspace({ type: 'JoinWorkspace', data: membership }, workspace),
    );
  });

const inviting = (workspaceId: string, sender: string) =>
  recorded(async (unit) => {
    const invitationId = randomUUID();
    const workspace = await loadWorkspace(unit, one.kit.journal, { workspaceId, of: [sender] });
    const whom = { email: 'eve@example.org', role: 'member' } as const;
    const data = { ...whom, workspaceId, invitationId, by: sender, verifiedAt: at, at };
    const decision = inviteMember({ type: 'InviteMember', data }, workspace);
    if (isRefusal(decision)) throw new Error(decision.refused);
    unit.record(invitationStream(invitationId), decision);
    unit.take(one.kit.journal.lookUpOf(byInviter, sender, invitationId));
  });

const acknowledged = () => around.asked.filter(({ subject }) => subject.endsWith('acknowledge'));

describe('The first workspace (ID-1)', () => {
  const registered = (staff: boolean) => ({ accountId: ada, registeredAt: at, staff });

  it('belongs to whoever registers, once, under a name that tells nothing', async () => {
    const key = randomUUID();
    await one.reaction('first-workspace', registered(false), key);
    await one.reaction('first-workspace', registered(false), key);
    expect((await granted(one.workspaces.list({}, by(ada)))).workspaces).toMatchObject([
      { name: 'My workspace', role: 'owner', joinedAt: at },
    ]);
  });
  it('is not made for staff', async () => {
    await one.reaction('first-workspace', registered(true));
    expect((await granted(one.workspaces.list({}, by(ada)))).workspaces).toStrictEqual([]);
  });
  it('is not made any more for an account that is gone, and the event is done with', async () => {
    await one.clear(clearingOf(ada));
    await one.reaction('first-workspace', registered(false));
    expect((await granted(one.workspaces.list({}, by(ada)))).workspaces).toStrictEqual([]);
  });
});

describe('Clearing an account (CAN-7, CAN-10)', () => {
  it('ends its memberships and the invitations it sent, and says how many', async () => {
    const workspaces = [await open(one, ada), await open(one, ada)] as const;
    const bob = await join(one, around, workspaces[0], ada);
    await granted(
      one.members.changeRole({ workspaceId: workspaces[0], accountId: bob, role: 'administrator' }, by(ada)),
    );
    await invite(one, workspaces[1], ada);
    await granted(one.invitations.accept({ token: mailedToken(around) }, by(bob)));
    const { invitationId } = await invite(one, workspaces[0], bob, 'eve@example.org');
    const token = mailedToken(around);
    await granted(hold(one, bob));

    const request = clearingOf(bob);
    const sends = invitationSends(one.kit);
    expect(await sends.count('sender', bob)).toBe(1);
    await one.clear(request);
    await one.clear(request);
    expect(await sends.count('sender', bob)).toBe(0);
    const categories = { memberships: 2, invitations: 1 };
    expect(acknowledged().map(({ input }) => (input['evidence'] as { categories: object }).categories)).toStrictEqual([
      categories,
      categories,
    ]);
    expect(await one.ownership.read({ accountId: bob })).toStrictEqual({ owned: [], memberOf: 0, memberships: [] });
    expect(await one.members.role({ workspaceId: workspaces[0], accountId: bob })).toStrictEqual({ role: null });
    expect(await one.invitations.accept({ token }, by(randomUUID()))).toMatchObject({ refused: 'invitation-unknown' });
    await eventually(async () => {
      const [invited] = await one.kit.journal.read<InvitationEvent>(`invitation-${invitationId}`);
      expect(invited?.type === 'MemberInvited' && isShredded(invited.data.email)).toBe(true);
    });
  });

  it('leaves more workspaces and ends more invitations than one append takes, also where it was killed half-way (L5)', async () => {
    const bob = randomUUID();
    const workspaceIds = Array.from({ length: pageSize + 20 }, () => randomUUID());
    for (const workspaceId of workspaceIds) await joining(workspaceId, bob);
    for (const workspaceId of workspaceIds) await inviting(workspaceId, bob);
    const { append } = one.kit.store;
    let appends = 0;
    one.kit.store.append = (...given) => {
      if ((appends += 1) === 3) throw new Error('killed');
      return append(...given);
    };
    const request = clearingOf(bob);
    await expect(one.clear(request)).rejects.toThrow('killed');
    one.kit.store.append = append;
    await one.clear(request);
    expect(acknowledged().at(-1)?.input['evidence']).toMatchObject({
      categories: { memberships: workspaceIds.length, invitations: workspaceIds.length },
    });
    expect(await one.ownership.read({ accountId: bob })).toStrictEqual({ owned: [], memberOf: 0, memberships: [] });
  }, 60_000);

  it('ends invitations to its address that are older than the release, with their counters, and nobody reads that address any more (PLAN-2, K6)', async () => {
    const told = await surroundings(({ subject }) =>
      subject.endsWith('read-released-address') ? { email: 'Bob@Example.org' } : {},
    );
    const telling = await replica(told);
    try {
      const workspaceId = await open(telling, ada);
      const older = await invite(telling, workspaceId, ada, 'bob@example.ORG');
      const token = mailedToken(told);
      const others = await invite(telling, workspaceId, ada, 'eve@example.org');
      told.clock.advance({ seconds: 1 });
      const elsewhere = await open(telling, ada);
      const newer = await invite(telling, elsewhere, ada, 'bob@example.org');
      const bob = randomUUID();
      const request = { ...clearingOf(bob), releasedAt: told.clock.now() };
      const sends = invitationSends(telling.kit);
      expect(await sends.count('address', 'bob@example.org')).toBe(2);
      await telling.clear(request);
      await telling.clear(request);
      expect(await sends.count('address', 'bob@example.org')).toBe(1);
      const legible = async (invitationId: string) => {
        const [invited] = await telling.kit.journal.read<InvitationEvent>(`invitation-${invitationId}`);
        return invited?.type === 'MemberInvited' && !isShredded(invited.data.email);
      };
      const invitations = [older, others, newer].map(({ invitationId }) => invitationId);
      expect(await Promise.all(invitations.map(legible))).toStrictEqual([false, true, true]);
      expect(await telling.invitations.accept({ token }, by(randomUUID()))).toMatchObject({
        refused: 'invitation-unknown',
      });
      expect(told.asked.findLast(({ subject }) => subject.endsWith('acknowledge'))?.input).toMatchObject({
        evidence: { categories: { memberships: 0, invitations: 1 } },
      });
    } finally {
      await told.close();
    }
  });

  it('lets the account open, join and invite nothing any more', async () => {
    const workspaceId = await open(one, ada);
    const bob = await join(one, around, workspaceId, ada);
    await invite(one, workspaceId, ada);
    await one.clear(clearingOf(bob));
    await expect(one.workspaces.create({ name: 'Mine' }, by(bob))).rejects.toThrow('cancelled or is gone');
    await expect(one.invitations.accept({ token: mailedToken(around) }, by(bob))).rejects.toThrow(
      'cancelled or is gone',
    );
  });

  it('of an owner stops and is not acknowledged: a workspace keeps its owner (WS-1)', async () => {
    await open(one, ada);
    await expect(one.clear(clearingOf(ada))).rejects.toThrow('owner-cannot-leave');
    expect(acknowledged()).toStrictEqual([]);
  });
});

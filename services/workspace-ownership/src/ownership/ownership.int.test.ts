import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { StaleRevision } from '@lethe/event-store';
import { at, by, replica, surroundings, type Replica, type Surroundings } from '../testing/replica.ts';
import { clearingOf, granted, hold, join, mails, open } from '../testing/story.ts';
import { foldWithSeats } from '../workspaces/workspace.ts';
import { readWorkspace } from '../workspaces/workspaces.ts';
import { isEligible, memberFold } from './member.ts';

let around: Surroundings;
let one: Replica;
let ada: string;
beforeEach(async () => {
  around = await surroundings(({ subject, input }) =>
    subject.endsWith('people.read')
      ? { people: (input['accountIds'] as string[]).map((accountId) => ({ accountId, username: null })) }
      : {},
  );
  one = await replica(around);
  await one.start();
  ada = randomUUID();
});
afterEach(async () => {
  await one.stop();
  await around.close();
});

const rolesIn = async (workspaceId: string, seenBy: string) => {
  const { members } = await granted(one.members.list({ workspaceId }, by(seenBy)));
  return new Map(members.map(({ accountId, role }) => [accountId, role]));
};

describe('One owner at every moment, under any race (WS-1, WS-3, C4)', () => {
  it('whatever 50 transfers and holds on two replicas at once do', async () => {
    const workspaceId = await open(one, ada);
    const members = [ada];
    while (members.length < 6) members.push(await join(one, around, workspaceId, ada));
    const replicas = [one, await replica(around)] as const;
    const racing = Array.from({ length: 50 }, (_, index) => {
      const { ownership } = replicas[index % 2 === 0 ? 0 : 1];
      const [from, to] = [index % 6, (index + 1 + (Math.floor(index / 6) % 5)) % 6].map(
        (which) => members[which] ?? '',
      );
      return index % 10 === 9
        ? ownership.hold({ accountId: to ?? '', attempt: index + 1 }, by('cancellation'))
        : ownership.transfer({ workspaceId, to: to ?? '' }, by(from ?? ''));
    });
    const outcomes = await Promise.allSettled(racing);
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(failures.filter((reason) => !(reason instanceof StaleRevision))).toStrictEqual([]);
    const history = await one.kit.journal.read(`workspace-${workspaceId}`);
    expect(history.filter(({ type }) => type === 'OwnershipTransferred').length).toBeGreaterThan(0);

    const roles = await rolesIn(workspaceId, ada);
    const owners = [...roles].filter(([, role]) => role === 'owner').map(([accountId]) => accountId);
    expect([roles.size, owners.length]).toStrictEqual([6, 1]);
    const owned = await Promise.all(members.map(async (accountId) => (await one.ownership.read({ accountId })).owned));
    expect(owned.flat()).toStrictEqual([{ workspaceId, name: 'Ours', onlyMember: false }]);
    expect(owned[members.indexOf(owners[0] ?? '')]).toHaveLength(1);
    const inRows = await readWorkspace(one.kit.journal, { workspaceId, of: members, named: true });
    const inHistory = await one.kit.journal.state(`workspace-${workspaceId}`, foldWithSeats(members));
    expect(inRows).toStrictEqual(inHistory);
    const owner = await one.kit.journal.state(`member-${owners[0] ?? ''}`, memberFold);
    expect(isEligible(owner)).toBe(true);
  });

  it('a transfer and a hold of the new owner never both succeed, in either order', async () => {
    for (let round = 0; round < 10; round += 1) {
      const workspaceId = await open(one, ada);
      const bob = await join(one, around, workspaceId, ada);
      const transfer = () => one.ownership.transfer({ workspaceId, to: bob }, by(ada));
      const acts = round % 2 === 0 ? [transfer, () => hold(one, bob)] : [() => hold(one, bob), transfer];
      const answers = await Promise.all(acts.map((act) => act()));
      expect(answers.filter((answer) => 'refused' in answer)).toHaveLength(1);
    }
  });

  it('opening a workspace and a hold never both succeed, in either order', async () => {
    for (let round = 0; round < 10; round += 1) {
      const bob = randomUUID();
      const create = () => one.workspaces.create({ name: 'Mine' }, by(bob));
      const acts = round % 2 === 0 ? [create, () => hold(one, bob)] : [() => hold(one, bob), create];
      const answers = await Promise.all(acts.map((act) => act()));
      expect(answers.filter((answer) => 'refused' in answer)).toHaveLength(1);
    }
  });
});

describe('Transferring ownership (WS-2, WS-3)', () => {
  it('is one step that both ends see at once (WS-6)', async () => {
    const workspaceId = await open(one, ada);
    const bob = await join(one, around, workspaceId, ada);
    await granted(one.ownership.transfer({ workspaceId, to: bob }, by(ada)));
    expect(await rolesIn(workspaceId, ada)).toStrictEqual(
      new Map([
        [ada, 'administrator'],
        [bob, 'owner'],
      ]),
    );
    const memberships = [{ workspaceId, name: 'Ours' }];
    expect(await one.ownership.read({ accountId: ada })).toStrictEqual({ owned: [], memberOf: 1, memberships });
    expect(await one.ownership.read({ accountId: bob })).toStrictEqual({
      owned: [{ workspaceId, name: 'Ours', onlyMember: false }],
      memberOf: 1,
      memberships,
    });
  });

  it('says nothing of why a member is not eligible: held, gone, or a stranger', async () => {
    const workspaceId = await open(one, ada);
    const [held, gone] = [await join(one, around, workspaceId, ada), await join(one, around, workspaceId, ada)];
    await granted(hold(one, held));
    const gate = clearingOf(gone);
    await one.kit.store.append(
      [{ stream: `gate-${gone}`, expected: 'no-stream', events: [{ type: 'AccountClosed', version: 1, data: gate }] }],
      { commandId: randomUUID(), commandType: 'test', digest: null, correlationId: gone, actor: 'clock', at },
    );
    const answers = [];
    for (const to of [held, gone, randomUUID()])
      answers.push(await one.ownership.transfer({ workspaceId, to }, by(ada)));
    const no = { refused: 'member-not-eligible', details: {} };
    expect(answers).toStrictEqual([no, no, no]);
  });

  it('tells both by mail, once (WS-2)', async () => {
    const workspaceId = await open(one, ada);
    const bob = await join(one, around, workspaceId, ada);
    const before = mails(around).length;
    const key = randomUUID();
    const transferred = { workspaceId, from: ada, to: bob, transferredAt: at };
    await one.reaction('tell-owners', transferred, key);
    await one.reaction('tell-owners', transferred, key);
    const told = mails(around).slice(before);
    const parameters = { workspaceName: 'Ours' };
    expect(told.slice(0, 2).map(({ input }) => input)).toStrictEqual([
      { accountId: bob, template: 'ownership-received', parameters },
      { accountId: ada, template: 'ownership-given', parameters },
    ]);
    expect(new Set(told.map((mail) => mail.key)).size).toBe(2);
  });
});

describe('A hold for a cancellation (CAN-7, WS-3)', () => {
  it('is refused to an owner, from the write side, and names no workspace (WS-6, X2)', async () => {
    await open(one, ada);
    expect(await hold(one, ada)).toStrictEqual({ refused: 'owner-of-workspaces', details: {} });
  });

  it('lets the account open and join nothing, until it is released', async () => {
    await granted(hold(one, ada));
    expect(await one.workspaces.create({ name: 'Mine' }, by(ada))).toMatchObject({ refused: 'member-not-eligible' });
    await one.ownership.release({ accountId: ada, attempt: 1 }, by('cancellation'));
    expect(await hold(one, ada)).toMatchObject({ refused: 'attempt-undone' });
    await open(one, ada);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CallFault } from '@lethe/bus';
import { isShredded, SendMail } from '@lethe/contracts';
import type { NewEvent } from '@lethe/event-store';
import { isSealed, type Sealed } from '@lethe/sealing';
import { databaseText, eventually } from '@lethe/testing';
import type { Asked, Replica, Surroundings } from '../testing/replica.ts';
import { at, by, replica, surroundings } from '../testing/replica.ts';
import { clearingOf, granted, invite, join, mailedToken, mails } from '../testing/story.ts';
import { workspaceOwnershipInvariants } from '../workspace-ownership.invariants.ts';
import { workspaceStream, workspaceSubject, type WorkspaceEvent } from './workspace.events.ts';

const [first, second] = ['Praxis Dr. Marker Eins 0170', 'Praxis Dr. Marker Zwei 0171'];

let around: Surroundings;
let one: Replica;
let ada: string;
let mailing: (asked: Asked) => unknown;
beforeEach(async () => {
  mailing = () => ({ email: null });
  around = await surroundings((asked) => mailing(asked));
  one = await replica(around);
  await one.start();
  ada = randomUUID();
});
afterEach(async () => {
  await one.stop();
  await around.close();
});

/** One that was opened under a name and given another. */
const renamed = async (): Promise<string> => {
  const { workspaceId } = await granted(one.workspaces.create({ name: first }, by(ada)));
  await granted(one.workspaces.rename({ workspaceId, name: second }, by(ada)));
  return workspaceId;
};
const close = (workspaceId: string, on = one) =>
  granted(on.workspaces.close({ workspaceId, typedName: second }, by(ada)));

/** Whatever is sealed of the workspace, wherever it lies, opened. */
const openedNames = async (workspaceId: string): Promise<readonly unknown[]> => {
  const events = await one.kit.store.read(workspaceStream(workspaceId));
  const { rows } = await around.pool.query<{ state: string }>('select state from snapshots where stream = $1', [
    workspaceStream(workspaceId),
  ]);
  const boxes: Sealed[] = [];
  const seek = (value: unknown): void => {
    if (isSealed(value)) boxes.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(seek);
  };
  seek(events.events.map(({ data }) => data));
  seek(rows.map(({ state }) => JSON.parse(state) as unknown));
  return around.sealing.open(boxes);
};
const isForgotten = async (workspaceId: string): Promise<void> => {
  const names = await openedNames(workspaceId);
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !isShredded(name))).toEqual([]);
};

describe('The name of a workspace (WS-7, X2, CAN-10)', () => {
  it('lies nowhere in plain, is read while the workspace lives, and by nobody once it is closed', async () => {
    const workspaceId = await renamed();
    for (let more = 0; more < 20; more += 1)
      await granted(one.workspaces.rename({ workspaceId, name: more % 2 === 0 ? first : second }, by(ada)));
    expect(await one.workspaces.read({ workspaceId }, by(ada))).toMatchObject({ name: second });
    expect(new Set(await openedNames(workspaceId))).toEqual(new Set([first, second]));
    const { rowCount } = await around.pool.query(`select from snapshots where fold = 'workspace-head'`);
    expect(rowCount).toBe(1);
    await close(workspaceId);
    await eventually(() => isForgotten(workspaceId));
    expect(await databaseText(around.pool)).not.toContain('Marker');
    const history = await one.kit.journal.read<WorkspaceEvent>(workspaceStream(workspaceId));
    expect(history.map(({ type }) => type).slice(-1)).toEqual(['WorkspaceClosed']);
    expect(await one.workspaces.list({}, by(ada))).toStrictEqual({ workspaces: [], nextCursor: null });
    expect(await one.ownership.read({ accountId: ada })).toStrictEqual({ owned: [], memberOf: 0, memberships: [] });
  });

  it('is found in plain by the same look where somebody stores it so', async () => {
    await around.pool.query('create table loose (name text)');
    await around.pool.query('insert into loose values ($1)', [first]);
    expect(await databaseText(around.pool)).toContain('Marker');
  });

  it('goes although everything was killed between closing and forgetting, and a second time harms nothing (CAN-8)', async () => {
    const workspaceId = await renamed();
    await one.stop();
    await close(workspaceId);
    expect(await openedNames(workspaceId)).toEqual([first, second]);
    const two = await replica(around);
    await two.start();
    const nothingIsDue = async () => expect((await around.pool.query('select from due')).rowCount).toBe(0);
    await eventually(() => isForgotten(workspaceId));
    await eventually(nothingIsDue); // it forgets first: the row is still there for a moment
    await around.pool.query(`insert into due (kind, key, due_at) values ('workspace-end', $1, '1970-01-01')`, [
      workspaceId,
    ]);
    await eventually(nothingIsDue);
    await two.stop();
  });

  it('is gone before the clearing of whoever closed the workspace is acknowledged, though it was not yet its turn (CAN-7)', async () => {
    const [workspaceId, others] = [await renamed(), randomUUID()];
    const { workspaceId: eves } = await granted(one.workspaces.create({ name: second }, by(others)));
    await one.stop();
    await close(workspaceId);
    const clearing = one.clear(clearingOf(ada));
    await eventually(() => isForgotten(workspaceId));
    const two = await replica(around);
    await two.start();
    await clearing;
    await two.stop();
    expect(await one.workspaces.read({ workspaceId: eves }, by(others))).toMatchObject({ name: second });
  });

  it("stays where its giver's account is cleared and the workspace lives on", async () => {
    const workspaceId = await renamed();
    const bob = await join(one, around, workspaceId, ada);
    await granted(one.ownership.transfer({ workspaceId, to: bob }, by(ada)));
    await one.clear(clearingOf(ada));
    expect(await one.workspaces.read({ workspaceId }, by(bob))).toMatchObject({ name: second, members: 1 });
  });

  it('is refused to whoever renames as the workspace closes, as one that is not there', async () => {
    const workspaceId = await renamed();
    await around.sealing.destroy(workspaceSubject(workspaceId), at);
    expect(await one.workspaces.rename({ workspaceId, name: first }, by(ada))).toStrictEqual({
      refused: 'workspace-unknown',
      details: {},
    });
  });

  it('that is gone while the workspace stands, as after a restore, is told as gone and keeps nobody from closing it (K4, W4)', async () => {
    const workspaceId = await renamed();
    await invite(one, workspaceId, ada);
    const token = mailedToken(around);
    await around.sealing.destroy(workspaceSubject(workspaceId), at);
    expect(await one.workspaces.read({ workspaceId }, by(ada))).toMatchObject({ name: null, role: 'owner' });
    expect(await one.workspaces.list({}, by(ada))).toMatchObject({ workspaces: [{ workspaceId, name: null }] });
    expect(await one.invitations.preview({ token })).toMatchObject({ workspaceName: null });
    expect(await one.ownership.read({ accountId: ada })).toMatchObject({
      owned: [{ name: null }],
      memberships: [{ name: null }],
    });
    await invite(one, workspaceId, ada, 'eve@example.org');
    expect(mails(around).at(-1)?.input['parameters']).not.toHaveProperty('workspaceName');
    await granted(one.workspaces.close({ workspaceId, typedName: 'gone' }, by(ada)));
  });
});

describe('Mails about an ownership (WS-2, WS-7)', () => {
  const transferred = (workspaceId: string) => ({ workspaceId, from: ada, to: randomUUID(), transferredAt: at });

  it('name no workspace that is closed by then', async () => {
    const workspaceId = await renamed();
    await close(workspaceId);
    await one.reaction('tell-owners', transferred(workspaceId));
    expect(mails(around).map(({ input }) => input['parameters'])).toEqual([{}, {}]);
  });

  it('are not sent again where the first is out already under a name of before (CAN-8)', async () => {
    const workspaceId = await renamed();
    mailing = ({ subject }) => {
      if (subject === SendMail.subject) throw new CallFault('command-reused', subject);
      return {};
    };
    await one.reaction('tell-owners', transferred(workspaceId));
    mailing = ({ subject }) => {
      throw new CallFault('unavailable', subject);
    };
    await expect(one.reaction('tell-owners', transferred(workspaceId))).rejects.toThrow('unavailable');
  });
});

describe('A workspace of a log that a build before wrote (WS-1, WS-7, GRO-1)', () => {
  const workspaceId = randomUUID();
  const bob = randomUUID();
  beforeEach(async () => {
    const ofBefore = (type: string, data: NewEvent['data']): NewEvent => ({ type, version: 1, data });
    const events = [
      ofBefore('WorkspaceCreated', { workspaceId, name: first, ownerId: ada, createdAt: at }),
      ofBefore('MemberJoined', { workspaceId, accountId: bob, role: 'administrator', joinedAt: at }),
      ofBefore('WorkspaceRenamed', { workspaceId, name: second, renamedAt: at }),
    ];
    const began = (accountId: string, asOwner: boolean) => ({
      stream: `member-${accountId}`,
      expected: 'no-stream' as const,
      events: [ofBefore('MembershipBegan', { accountId, workspaceId, asOwner, beganAt: at })],
    });
    await one.kit.store.append(
      [{ stream: workspaceStream(workspaceId), expected: 'no-stream', events }, began(ada, true), began(bob, false)],
      { commandId: randomUUID(), commandType: 'test', digest: null, correlationId: 'old', actor: 'clock', at },
    );
  });

  it('goes on: who is in it stands in its history, and what it is called from now on is sealed', async () => {
    expect(await one.members.role({ workspaceId, accountId: bob })).toStrictEqual({ role: 'administrator' });
    expect(await one.members.role({ workspaceId, accountId: randomUUID() })).toStrictEqual({ role: null });
    expect(await one.workspaces.read({ workspaceId }, by(bob))).toMatchObject({ name: second, members: 2 });
    expect(await one.workspaces.list({}, by(bob))).toMatchObject({ workspaces: [{ name: second }] });
    await granted(one.workspaces.rename({ workspaceId, name: 'Sealed from here' }, by(bob)));
    expect(await databaseText(around.pool)).not.toContain('Sealed from here');
    await granted(one.ownership.transfer({ workspaceId, to: bob }, by(ada)));
    await granted(one.members.changeRole({ workspaceId, accountId: ada, role: 'read-only' }, by(bob)));
    const eve = await join(one, around, workspaceId, bob);
    expect(await one.members.role({ workspaceId, accountId: eve })).toStrictEqual({ role: 'member' });
    expect(await one.members.role({ workspaceId, accountId: ada })).toStrictEqual({ role: 'read-only' });
    await granted(one.members.remove({ workspaceId, accountId: eve }, by(bob)));
    await granted(one.members.leave({ workspaceId }, by(ada)));
    await granted(one.workspaces.close({ workspaceId, typedName: 'Sealed from here' }, by(bob)));
  });

  it('keeps its old names in plain in the log for ever, and `lethe verify` says so once it is closed (X2)', async () => {
    const violations = async () => {
      const all = await one.kit.store.readAll(0n, 1000);
      return workspaceOwnershipInvariants.flatMap(({ types, violations: of }) =>
        of(
          all.filter(({ type }) => types.includes(type)),
          at,
          {},
        ),
      );
    };
    expect(await violations()).toEqual([]);
    await granted(one.members.leave({ workspaceId }, by(bob)));
    await close(workspaceId);
    expect(await databaseText(around.pool)).toContain('Marker');
    expect(await violations()).toEqual([
      `Workspace ${workspaceId} is closed, and its name lies in the log in plain, where a build before wrote it.`,
    ]);
  });
});

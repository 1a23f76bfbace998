import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ReadPeople } from '@lethe/contracts';
import type { NewEvent } from '@lethe/event-store';
import { eventually } from '@lethe/testing';
import { at, by, replica, surroundings, type Replica, type Surroundings } from '../testing/replica.ts';
import { granted, join, open } from '../testing/story.ts';

let around: Surroundings;
let one: Replica;
let ada: string;
let workspaceId: string;
beforeEach(async () => {
  around = await surroundings(({ subject, input }) =>
    subject === ReadPeople.subject
      ? { people: (input['accountIds'] as string[]).map((accountId) => ({ accountId, username: `@${accountId}` })) }
      : { email: null },
  );
  one = await replica(around);
  await one.start();
  ada = randomUUID();
  workspaceId = await open(one, ada);
});
afterEach(async () => {
  await one.stop();
  await around.close();
});

const page = (wanted: { role?: 'owner' | 'member'; cursor?: string; limit?: number }) =>
  granted(one.members.list({ workspaceId, ...wanted }, by(ada)));
const asked = () =>
  around.asked.flatMap(({ subject, input }) =>
    subject === ReadPeople.subject ? [(input['accountIds'] as string[]).length] : [],
  );

/** As many as that joined a second apart, put into the log at once: what each joining costs is not what is tested. */
const joined = async (many: number): Promise<string[]> => {
  const accountIds = Array.from({ length: many }, () => randomUUID());
  const events = accountIds.map((accountId, index): NewEvent => {
    const joinedAt = new Date(Date.parse(at) + 1000 * (index + 1)).toISOString();
    return { type: 'MemberJoined', version: 1, data: { workspaceId, accountId, role: 'member', joinedAt } };
  });
  const stream = `workspace-${workspaceId}`;
  const seats = events.map(({ data: { accountId, role, joinedAt } }) => ({
    ...one.kit.journal.lookUpOf('seat', `${workspaceId}/${String(accountId)}`, String(accountId)),
    says: { role: String(role), joinedAt: String(joinedAt) },
  }));
  for (let start = 0; start < many; start += 1000)
    await one.kit.store.append(
      [{ stream, expected: BigInt(start), events: events.slice(start, start + 1000) }],
      { commandId: randomUUID(), commandType: 'test', digest: null, correlationId: stream, actor: 'clock', at },
      { take: seats.slice(start, start + 1000) },
    );
  await eventually(() => page({ limit: 1 }), { withinMs: 60_000 });
  around.asked.length = 0;
  return accountIds;
};

describe('The members of a workspace (API-1, L2)', () => {
  it('are 5,000 in pages, in the order in which they joined, each page with the names of its own alone', async () => {
    const accountIds = await joined(5000);
    const listed: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: Awaited<ReturnType<typeof page>> = await page({ limit: 200, ...(cursor === '' ? {} : { cursor }) });
      expect(next.total).toBe(5001);
      listed.push(...next.members.map(({ accountId }) => accountId));
      cursor = next.nextCursor;
    }
    expect(listed).toStrictEqual([ada, ...accountIds]);
    expect([Math.max(...asked()), asked().length]).toStrictEqual([200, 26]);
  }, 60_000);

  it('are 50 where no number is named, with name, role and when they joined', async () => {
    const [bob] = await joined(60);
    const { members, nextCursor } = await page({});
    expect(members).toHaveLength(50);
    expect(nextCursor).not.toBeNull();
    expect(members.slice(0, 2)).toStrictEqual([
      { accountId: ada, username: `@${ada}`, role: 'owner', joinedAt: at },
      { accountId: bob, username: `@${bob}`, role: 'member', joinedAt: '2026-11-24T09:00:01.000Z' },
    ]);
  });

  it('are found by their role, as it is now', async () => {
    const bob = await join(one, around, workspaceId, ada);
    await granted(one.ownership.transfer({ workspaceId, to: bob }, by(ada)));
    expect((await page({ role: 'owner' })).members.map(({ accountId }) => accountId)).toStrictEqual([bob]);
    expect(await page({ role: 'member' })).toStrictEqual({ members: [], total: 0, nextCursor: null });
  });

  it('of one role are counted up to 10,000 (GRO-1)', async () => {
    const more = (count: number) =>
      around.pool.query(
        `insert into members_v1 select $1, gen_random_uuid(), 'member', now(), null from generate_series(1, $2)`,
        [workspaceId, count],
      );
    await more(10_000);
    expect((await page({ role: 'member', limit: 1 })).total).toBe(10_000);
    await more(1);
    expect((await page({ role: 'member', limit: 1 })).total).toBeNull();
  });

  it('go on behind a member who left meanwhile', async () => {
    const [first = '', second = ''] = await joined(2);
    const { nextCursor } = await page({ limit: 2 });
    await granted(one.members.leave({ workspaceId }, by(first)));
    const rest = await page({ cursor: nextCursor ?? '' });
    expect(rest.members.map(({ accountId }) => accountId)).toStrictEqual([second]);
  });

  it('are refused with a cursor of nobody, and to whoever is no member', async () => {
    expect(await one.members.list({ workspaceId, cursor: 'x' }, by(ada))).toStrictEqual({
      refused: 'cursor-invalid',
      details: {},
    });
    expect(await one.members.list({ workspaceId }, by(randomUUID()))).toMatchObject({ refused: 'workspace-unknown' });
  });
});

describe('The workspaces of an account (API-1, A4)', () => {
  it('are listed in pages, in the order in which it joined them', async () => {
    const opened = [workspaceId];
    for (let more = 0; more < 2; more += 1) {
      around.clock.advance({ seconds: 1 });
      opened.push(await open(one, ada));
    }
    const list = (cursor?: string) =>
      granted(one.workspaces.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) }, by(ada)));
    const first = await list();
    const second = await list(first.nextCursor ?? '');
    expect([...first.workspaces, ...second.workspaces].map((line) => line.workspaceId)).toStrictEqual(opened);
    expect([first.workspaces.length, second.nextCursor]).toStrictEqual([2, null]);
    expect(await one.workspaces.list({ cursor: 'x' }, by(ada))).toMatchObject({ refused: 'cursor-invalid' });
  });

  it('are read one by one by their members, with the newest name', async () => {
    await granted(one.workspaces.rename({ workspaceId, name: 'Others' }, by(ada)));
    expect(await one.workspaces.read({ workspaceId }, by(ada))).toStrictEqual({
      workspaceId,
      name: 'Others',
      role: 'owner',
      ownerId: ada,
      members: 1,
      createdAt: at,
    });
    expect(await one.workspaces.read({ workspaceId }, by(randomUUID()))).toMatchObject({
      refused: 'workspace-unknown',
    });
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames, type ServiceName } from '@lethe/contracts';
import { seeded, seedOfThisRun } from '@lethe/testing';
import pg from 'pg';
import { mayMount } from '../../libs/event-store-postgres/src/testing/small-disk.ts';
import { stranger } from './story/cancel-account.story.ts';
import { leave, reached } from './story/cancelling.ts';
import { register, signIn, type Person, type World } from './story/person.ts';
import { frozen, fullDisk, killed, type Fault } from './system/faults.ts';
import { diskNames } from './system/small-disks.ts';
import type { ReplicaName } from './system/supervisor.ts';
import { System } from './system/system.ts';

const chance = seeded(seedOfThisRun());
const describeWhere = (possible: boolean) => (possible ? describe : describe.skip);

let system: System;
beforeAll(async () => {
  system = await System.start({ replicas: 2, onSmallDisks: mayMount });
}, 240_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

/** As the server's superuser, who has connections of his own. */
const asAdministrator = async <Row extends object>(text: string): Promise<readonly Row[]> => {
  const client = new pg.Client(system.postgresUrl);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

const somebody = async (world: World, mark = 'grace'): Promise<Person> => signIn(await register(world, stranger(mark)));

const oneLife = async (): Promise<void> => {
  const person = await somebody(system.world);
  for (let n = 0; n < 10; n += 1) expect((await person.browser.get('/v1/account')).status).toBe(200);
  await reached(system.world, await leave(person), 'completed', 120_000);
};

const verified = (): Promise<string> => system.command('verify');

describe('Two replicas of everything on a PostgreSQL as it comes (L13)', () => {
  it('serve many at once without a refused connection or a 5xx, and leave room for whoever looks after it', async () => {
    expect(await asAdministrator('show max_connections')).toEqual([{ max_connections: '100' }]);
    let most = 0;
    const watching = setInterval(async () => {
      const [row] = await asAdministrator<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname like 'lethe\\_%'`,
      );
      most = Math.max(most, row?.n ?? 0);
    }, 250);
    await Promise.all(Array.from({ length: 6 }, oneLife));
    clearInterval(watching);
    expect(most).toBeGreaterThan(2 * serviceNames.length);
    expect(most).toBeLessThanOrEqual(90);
    expect(await verified()).toContain('Nothing is wrong');
  }, 240_000);
});

/** Chooses one of a service's two. People come to a gateway that nobody disturbs. */
const oneOf = (service: ServiceName): Readonly<{ replica: ReplicaName; world: World }> => {
  const replica = chance.oneOf([service, `${service}-2`] as const);
  return { replica, world: system.worldAt(replica === 'gateway' ? 'gateway-2' : 'gateway') };
};

describe(`One of two replicas is gone (C1, invariant I1, LETHE_TEST_SEED=${chance.seed})`, () => {
  it.each(serviceNames)(
    '%s, by SIGSTOP: what is confirmed meanwhile completes meanwhile, and the one that wakes up does no harm',
    async (service) => {
      const { replica, world } = oneOf(service);
      const [first, second] = [await somebody(world), await somebody(world)];
      await frozen(replica).begin(system);
      try {
        expect((await reached(world, await leave(first), 'completed', 90_000)).state).toBe('completed');
      } finally {
        await frozen(replica).end(system);
      }
      await reached(world, await leave(second), 'completed', 60_000);
    },
    240_000,
  );

  it.each(serviceNames)(
    '%s, by kill -9 in the middle of a cancellation: it completes, and the one that was killed comes back',
    async (service) => {
      const { replica, world } = oneOf(service);
      const confirmed = await leave(await somebody(world));
      await pause(chance.below(300));
      await killed(replica).begin(system);
      await reached(world, confirmed, 'completed', 60_000);
      await killed(replica).end(system);
      expect(system.deaths.at(-1)).toBe(replica);
    },
    180_000,
  );

  it('and every invariant stands', async () => {
    expect(await verified()).toContain('Nothing is wrong');
  }, 60_000);
});

/** What somebody else gets all the while, a few times a second. */
const statusesDuring = async (person: Person, work: () => Promise<void>): Promise<readonly number[]> => {
  const statuses = new Set<number>();
  const working = work().then(() => 'done');
  while ((await Promise.race([working, pause(200)])) !== 'done')
    statuses.add((await person.browser.request('GET', '/v1/account')).status);
  return [...statuses];
};

const lasting = async (fault: Fault, milliseconds: number): Promise<void> => {
  await fault.begin(system);
  await pause(milliseconds);
  await fault.end(system);
};

describeWhere(mayMount)('A disk is full for ten seconds [SKIPPED where nothing may be mounted]', () => {
  it.each(diskNames)(
    'of %s: no service dies, nobody gets a 5xx but 503, and what was confirmed completes (K2, K3, row A6)',
    async (disk) => {
      const deaths = system.deaths.length;
      const other = await somebody(system.world, 'ada');
      const leavers = await Promise.all([1, 2, 3].map(() => somebody(system.world)));
      const confirmed = await Promise.all(leavers.map(leave));
      const statuses = await statusesDuring(other, () => lasting(fullDisk(disk), 10_000));
      expect([200, 503]).toEqual(expect.arrayContaining([...statuses]));
      for (const each of confirmed) await reached(system.world, each, 'completed', 60_000);
      expect(system.deaths.slice(deaths)).toEqual([]);
    },
    240_000,
  );

  it('and every invariant stands', async () => {
    expect(await verified()).toContain('Nothing is wrong');
  }, 60_000);
});

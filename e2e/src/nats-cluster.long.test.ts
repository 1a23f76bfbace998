import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { busPlan } from '@lethe/bus';
import { eventually, seeded, seedOfThisRun } from '@lethe/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { newestNats } from '../../libs/bus/src/testing/another-nats.suite.ts';
import { natsCluster } from '../../libs/bus/src/testing/nats-cluster.ts';
import { agreements, confirm, reached, verify, type Confirmed } from './story/cancelling.ts';
import { closeWorkspace, firstWorkspace } from './story/workspaces.ts';
import { expectStatus } from './story/browser.ts';
import { register, signIn, type Person } from './story/person.ts';
import { stranger } from './story/cancel-account.story.ts';
import { System } from './system/system.ts';

const newest = await newestNats();
const describeWhere = (possible: boolean) => (possible ? describe : describe.skip);
const leavers = 100;
/** Who are under way at once. */
const atOnce = 4;
const chance = seeded(seedOfThisRun());
/** One is killed and comes back, another one loses all it has, and the third is killed once that one has caught up. */
const [restarted = 0, lost = 0, last = 0] = chance.some([0, 1, 2], 3);

/** As somebody does who tries again when a part of it does not answer for a moment. */
const leaveAtLast = (person: Person): Promise<Confirmed> =>
  eventually(
    async () => {
      await closeWorkspace(person, await firstWorkspace(person)).catch(() => undefined);
      return expectStatus(await confirm(person.browser, await verify(person), await agreements(person)), 202);
    },
    { withinMs: 60_000 },
  );

type Share = Readonly<{ first: number; end: number }>;

/** Registers, signs in and cancels, a few at once; then waits for the ends. */
const leaveAll = async (system: System, { first, end }: Share): Promise<void> => {
  const numbers = Array.from({ length: end - first }, (_, index) => first + index);
  const confirmed: Confirmed[] = [];
  const one = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const person = await signIn(await register(system.world, stranger(`grace${number}`)));
      confirmed.push(await leaveAtLast(person));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  for (const each of confirmed) await reached(system.world, each, 'completed', 90_000);
};

describeWhere(newest !== undefined)(
  `A cluster of three [SKIPPED without the newest nats-server] (K7, LETHE_TEST_SEED=${chance.seed})`,
  () => {
    let directory: string;
    let cluster: Awaited<ReturnType<typeof natsCluster>>;
    let system: System;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'lethe-cluster-'));
      const bus = async (accounts: string) => (cluster = await natsCluster(newest ?? '', directory, accounts));
      system = await System.start({ bus, settings: { LETHE_NATS_REPLICAS: '3' } });
    }, 240_000);
    afterAll(async () => {
      await system.stop();
      system.remove();
      rmSync(directory, { recursive: true, force: true });
    }, 60_000);

    const streams = async () => {
      const connection = await connect(system.identityOf('provisioner'));
      try {
        const { streams: all } = await jetstreamManager(connection, { checkAPI: false });
        return await Promise.all(busPlan().streams.map(({ name }) => all.info(name)));
      } finally {
        await connection.close();
      }
    };

    const expectThreeCopies = async (): Promise<void> => {
      const found = await streams();
      expect(found.length).toBeGreaterThan(0);
      for (const { config, cluster: copies } of found) {
        expect(config.num_replicas).toBe(3);
        expect(copies?.replicas?.filter(({ current, offline }) => current && offline !== true)).toHaveLength(2);
      }
    };

    it('keeps three copies of every stream', async () => {
      await eventually(expectThreeCopies, { withinMs: 30_000 });
    });

    it('completes each of 100 cancellations: meanwhile one node is killed, one is lost and comes back empty, one is lost for good', async () => {
      const [killing, losing, returning, dying] = [10, 30, 55, 75].map((about) => about + chance.below(10)) as [
        number,
        number,
        number,
        number,
      ];
      await leaveAll(system, { first: 0, end: killing });
      await Promise.all([cluster.restart(restarted, 3_000), leaveAll(system, { first: killing, end: losing })]);
      await eventually(expectThreeCopies, { withinMs: 60_000 });
      await Promise.all([cluster.lose(lost), leaveAll(system, { first: losing, end: returning })]);
      cluster.start(lost);
      await leaveAll(system, { first: returning, end: dying });
      await eventually(expectThreeCopies, { withinMs: 60_000 });
      await Promise.all([cluster.lose(last), leaveAll(system, { first: dying, end: leavers })]);
      expect(await system.command('verify')).toContain('Nothing is wrong');
    }, 1_200_000);
  },
);

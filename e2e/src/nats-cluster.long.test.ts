import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
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
const leavers = 20;

/** As somebody does who tries again when a part of it does not answer for a moment. */
const leaveAtLast = (person: Person): Promise<Confirmed> =>
  eventually(
    async () => {
      await closeWorkspace(person, await firstWorkspace(person)).catch(() => undefined);
      return expectStatus(await confirm(person.browser, await verify(person), await agreements(person)), 202);
    },
    { withinMs: 30_000 },
  );

describeWhere(newest !== undefined)('A cluster of three [SKIPPED without the newest nats-server] (K7)', () => {
  let directory: string;
  let cluster: Awaited<ReturnType<typeof natsCluster>>;
  let system: System;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'lethe-cluster-'));
    cluster = await natsCluster(newest ?? '', directory);
    await eventually(
      async () => {
        const connection = await connect({ servers: cluster.url.split(',') });
        try {
          await (await jetstreamManager(connection)).getAccountInfo();
        } finally {
          await connection.close();
        }
      },
      { withinMs: 60_000 },
    );
    system = await System.start({ bus: cluster, settings: { LETHE_NATS_REPLICAS: '3' } });
  }, 240_000);
  afterAll(async () => {
    await system.stop();
    system.remove();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('keeps three copies of every stream', async () => {
    const connection = await connect({ servers: cluster.url.split(',') });
    const streams = await (await jetstreamManager(connection)).streams.list().next();
    expect(streams.map(({ config }) => config.num_replicas)).toEqual(streams.map(() => 3));
    await connection.close();
  }, 30_000);

  it('completes every cancellation while one node is killed at random, and one is lost for good', async () => {
    const people: Person[] = [];
    for (let n = 0; n < leavers; n += 1) people.push(await signIn(await register(system.world, stranger(`grace${n}`))));
    const confirmed = [];
    const [restarted, lost] = Math.random() < 0.5 ? [0, 1] : [2, 0];
    for (const [n, person] of people.entries()) {
      if (n === 4) void cluster.restart(restarted ?? 0, 3_000);
      if (n === 12) {
        await pause(8_000);
        await cluster.kill(lost ?? 1);
      }
      confirmed.push(await leaveAtLast(person));
    }
    const ends = await Promise.all(confirmed.map((one) => reached(system.world, one, 'completed', 90_000)));
    expect(ends.map(({ state }) => state)).toEqual(people.map(() => 'completed'));
    expect(await system.command('verify')).toContain('Nothing is wrong');
  }, 400_000);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamOf } from '@lethe/contracts';
import { eventually, seeded, seedOfThisRun } from '@lethe/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { busPlan, smallStream } from '../provisioning/bus-plan.ts';
import { provisionBus } from '../provisioning/keep-bus.ts';
import { newestNats } from '../testing/another-nats.suite.ts';
import { natsCluster } from '../testing/nats-cluster.ts';
import { noteRenamed } from '../testing/planned.ts';
import { natsServer } from './nats-server.ts';

const newest = await newestNats();
const chance = seeded(seedOfThisRun());
const describeWhere = (possible: boolean) => (possible ? describe : describe.skip);
const stream = streamOf('identity');
const subject = 'lethe.evt.account.v1.p0.6f1c.renamed';

describeWhere(newest !== undefined)('A cluster of three servers (K7) [SKIPPED without the newest nats-server]', () => {
  let directory: string;
  let cluster: Awaited<ReturnType<typeof natsCluster>>;
  let nats: NatsConnection;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'lethe-cluster-'));
    cluster = await natsCluster(newest ?? '', directory);
    nats = await eventually(() => connect(natsServer('identity', cluster.url)));
    await eventually(async () => (await jetstreamManager(nats)).getAccountInfo(), { withinMs: 40_000 });
  }, 90_000);
  afterAll(async () => {
    await nats.close();
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const said = (): Promise<unknown> => jetstream(nats).publish(subject, '{}', { timeout: 2_000 });

  it('gives a stream the copies that it lacks, and its durables with it', async () => {
    const manager = await jetstreamManager(nats);
    const planned = (replicas: 1 | 3) => {
      const { streams } = busPlan({ ...smallStream, replicas });
      return { streams: streams.filter(({ name }) => name === stream), durables: [noteRenamed] };
    };
    await eventually(() => provisionBus(manager, planned(1)), { withinMs: 30_000 });
    expect((await manager.streams.info(stream)).config.num_replicas).toBe(1);
    await said();
    await provisionBus(manager, planned(3));
    await eventually(
      async () => {
        const copies = await manager.streams.info(stream);
        expect(copies.cluster?.replicas?.filter(({ current }) => current)).toHaveLength(2);
        expect((await manager.consumers.info(stream, noteRenamed.name)).cluster?.replicas).toHaveLength(2);
      },
      { withinMs: 40_000 },
    );
    await provisionBus(manager, planned(1));
    expect((await manager.streams.info(stream)).config.num_replicas).toBe(3);
  }, 120_000);

  it(`goes on, with all that was acknowledged, when any one of them is lost for good (LETHE_TEST_SEED=${chance.seed})`, async () => {
    const before = (await (await jetstreamManager(nats)).streams.info(stream)).state.messages;
    await cluster.kill(chance.below(3));
    await eventually(said, { withinMs: 30_000 });
    const { state } = await (await jetstreamManager(nats)).streams.info(stream);
    expect(state.messages).toBeGreaterThan(before);
  }, 60_000);
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { durables, publishedSubjects, serviceNames, streamOf, type Durable } from '@lethe/contracts';
import type { Worker } from '@lethe/running';
import { eventually, quiet } from '@lethe/testing';
import { AckPolicy, jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { closedNats, type ClosedNats } from '../testing/closed-nats.ts';
import { connected } from '../testing/connected.ts';
import { contractsWith } from '../testing/planned.ts';
import { busPlan, type PlannedStream } from './bus-plan.ts';
import { ensureDurable } from './ensure-durable.ts';
import { ensureStream } from './ensure-stream.ts';
import { keeperOfBus, provisionBus } from './keep-bus.ts';

let server: ClosedNats;
/** The provisioner’s. */
let nats: NatsConnection;
let beside: NatsConnection;
let manager: JetStreamManager;

beforeAll(async () => {
  server = await closedNats(contractsWith([]));
  [nats, beside] = await Promise.all([connected(server.at('provisioner')), server.store()]);
  manager = await jetstreamManager(beside);
});
afterAll(async () => {
  await Promise.all([nats.close(), beside.close()]);
  await server.stop();
});

const plan = busPlan();
const planned = (service: string): PlannedStream => {
  const found = plan.streams.find(({ name }) => name === streamOf(service));
  if (found === undefined) throw new Error(`${service} publishes nothing.`);
  return found;
};
const durable = (purpose: string): Durable => ({
  consumer: 'session',
  name: `session-${purpose}-p0`,
  stream: streamOf('identity'),
  filter: 'lethe.evt.account.v1.p0.*.renamed',
});

describe('Streams', () => {
  it('are made once for each service that publishes, and refuse rather than forget when they are full', async () => {
    await provisionBus(manager, plan);
    await provisionBus(manager, plan);
    const names = (await manager.streams.names().next()).toSorted();
    const publishing = serviceNames.filter((service) => publishedSubjects(service).length > 0);
    expect(names).toEqual(publishing.map(streamOf).toSorted());
    expect(publishing).not.toContain('gateway');
    const { config } = await manager.streams.info(streamOf('cancellation'));
    expect(config).toMatchObject({
      subjects: ['lethe.evt.cancellation.v1.>', 'lethe.clr.v1.>'],
      retention: 'limits',
      storage: 'file',
      discard: 'new',
      max_age: 0,
    });
  });

  it('let nobody take a message out, whoever it is (EVT-5)', async () => {
    const stream = streamOf('session');
    await jetstream(beside).publish('lethe.evt.session.v1.p0.x.ended', '{}');
    await expect(manager.streams.deleteMessage(stream, 1)).rejects.toThrow('message delete not permitted');
    await expect(manager.streams.purge(stream)).rejects.toThrow('stream purge not permitted');
    expect((await manager.streams.info(stream)).state.messages).toBe(1);
  });

  it('of a build before get the denials that they lack', async () => {
    const stream = streamOf('mfa');
    await manager.streams.delete(stream);
    await ensureStream(manager, { ...planned('mfa'), erasable: true });
    expect((await manager.streams.info(stream)).config.deny_purge).not.toBe(true);
    await ensureStream(manager, planned('mfa'));
    expect((await manager.streams.info(stream)).config).toMatchObject({ deny_delete: true, deny_purge: true });
  });

  it('that were set up otherwise stop the start, and it says in what (B7)', async () => {
    const stream = streamOf('mfa');
    await manager.streams.delete(stream);
    await manager.streams.add({ name: stream, subjects: ['lethe.evt.factor.v1.>'], max_age: 60_000_000_000 });
    await expect(provisionBus(manager, plan)).rejects.toThrow(/LETHE_MFA otherwise than asked: .*discard.*max_age/);
    await manager.streams.delete(stream);
  });
});

describe('No room for a stream (K8, FIT-7)', () => {
  it('is said with the server, the size and what helps', async () => {
    await manager.streams.delete(streamOf('ticketing'));
    const size = { maxMebibytes: 1_000_000_000, replicas: 1 } as const;
    const { host } = new URL(server.url);
    await expect(ensureStream(manager, { ...planned('ticketing'), size })).rejects.toThrow(
      new RegExp(
        `^NATS at ${host} has no room for the stream LETHE_TICKETING of 1000000000 MiB \\(jetstream.max_file_store, and its disk\\): insufficient storage`,
      ),
    );
  });
});

describe('Durables (B6)', () => {
  it('let some messages out at once and never give up on one', async () => {
    const asked = durable('end-on-lock');
    await ensureDurable(manager, asked);
    await ensureDurable(manager, asked);
    const { config } = await manager.consumers.info(asked.stream, asked.name);
    expect(config).toMatchObject({
      filter_subject: 'lethe.evt.account.v1.p0.*.renamed',
      ack_policy: 'explicit',
      ack_wait: 5_000_000_000,
      max_deliver: -1,
      max_ack_pending: 32,
      deliver_policy: 'all',
    });
  });

  it('of a build before that let one message out at a time let more out from now on', async () => {
    const asked = durable('older');
    await manager.consumers.add(asked.stream, {
      durable_name: asked.name,
      filter_subject: asked.filter,
      ack_policy: AckPolicy.Explicit,
      ack_wait: 5_000_000_000,
      max_ack_pending: 1,
    });
    await ensureDurable(manager, asked);
    const { config } = await manager.consumers.info(asked.stream, asked.name);
    expect(config.max_ack_pending).toBe(32);
  });

  it('that would give up on a message are not used', async () => {
    const asked = durable('tired');
    await manager.consumers.add(asked.stream, {
      durable_name: asked.name,
      filter_subject: asked.filter,
      ack_policy: AckPolicy.Explicit,
      ack_wait: 5_000_000_000,
      max_ack_pending: 1,
      max_deliver: 3,
    });
    await expect(ensureDurable(manager, asked)).rejects.toThrow('otherwise than asked: max_deliver');
  });
});

describe('The keeper of the bus (EVT-2)', () => {
  let keeper: Worker | undefined;
  afterEach(() => keeper?.stop());

  const expectAllThere = () =>
    eventually(async () => {
      const names = await Promise.all(
        plan.streams.map(async ({ name }) => (await manager.consumers.list(name).next()).map((each) => each.name)),
      );
      expect(names.flat()).toEqual(expect.arrayContaining(durables.map(({ name }) => name)));
    });

  it('makes streams and durables that were lost again, for ever, one that cannot be had notwithstanding', async () => {
    const mfa = streamOf('mfa');
    await manager.streams.delete(mfa).catch(() => undefined);
    keeper = keeperOfBus({ nats, plan: () => plan, log: quiet, everyMs: 50 });
    keeper.start();
    await expectAllThere();
    await manager.streams.delete(mfa);
    await expectAllThere();
    await manager.consumers.delete(mfa, 'mfa-mail-factor-change-p0');
    await expectAllThere();
    await manager.streams.delete(streamOf('identity'));
    await manager.streams.add({ name: streamOf('identity'), subjects: ['lethe.evt.account.v1.>'] });
    await manager.streams.delete(streamOf('cancellation'));
    await expectAllThere();
  });
});

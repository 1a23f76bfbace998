import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishedSubjects, serviceNames, streamOf } from '@lethe/contracts';
import { AckPolicy, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { natsServer } from './nats-server.ts';
import { react } from '../consuming/reaction.ts';
import { ensureDurable, ensureStream, provisionStreams } from './streams.ts';
import { Renamed } from '../testing/event-log.ts';
import { ownNats } from '../testing/own-nats.ts';

let server: Awaited<ReturnType<typeof ownNats>>;
let nats: NatsConnection;
let manager: JetStreamManager;

beforeAll(async () => {
  server = await ownNats();
  nats = await connect(natsServer('identity', server.url));
  manager = await jetstreamManager(nats);
});
afterAll(async () => {
  await nats.close();
  await server.stop();
});

const reaction = (purpose: string) =>
  react({ purpose, to: [Renamed], from: 'identity', handle: async () => undefined });

describe('Streams', () => {
  it('are made once for each service that publishes, and refuse rather than forget when they are full', async () => {
    await provisionStreams(manager, serviceNames);
    await provisionStreams(manager, serviceNames);
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

  it('that were set up otherwise stop whoever needs them, and it says in what (B7)', async () => {
    await manager.streams.delete(streamOf('mfa'));
    await manager.streams.add({ name: streamOf('mfa'), subjects: ['lethe.evt.factor.v1.>'], max_age: 60_000_000_000 });
    await expect(ensureStream(manager, 'mfa')).rejects.toThrow(/LETHE_MFA otherwise than asked: .*discard.*max_age/);
  });
});

describe('No room for a stream (K8, FIT-7)', () => {
  it('is said with the server, the size and what helps', async () => {
    await manager.streams.delete(streamOf('ticketing'));
    const size = { maxMebibytes: 1_000_000_000, replicas: 1 } as const;
    const { host } = new URL(server.url);
    await expect(ensureStream(manager, 'ticketing', size)).rejects.toThrow(
      new RegExp(
        `^NATS at ${host} has no room for the stream LETHE_TICKETING of 1000000000 MiB \\(jetstream.max_file_store, and its disk\\): insufficient storage`,
      ),
    );
  });
});

describe('Durables (B6)', () => {
  it('let some messages out at once and never give up on one', async () => {
    const durable = await ensureDurable(manager, 'session', reaction('end-on-lock'));
    expect(await ensureDurable(manager, 'session', reaction('end-on-lock'))).toBe('session-end-on-lock-p0');
    const { config } = await manager.consumers.info(streamOf('identity'), durable);
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
    await manager.consumers.add(streamOf('identity'), {
      durable_name: 'session-older-p0',
      filter_subject: 'lethe.evt.account.v1.p0.*.renamed',
      ack_policy: AckPolicy.Explicit,
      ack_wait: 5_000_000_000,
      max_ack_pending: 1,
    });
    const durable = await ensureDurable(manager, 'session', reaction('older'));
    const { config } = await manager.consumers.info(streamOf('identity'), durable);
    expect(config.max_ack_pending).toBe(32);
  });

  it('that would give up on a message are not used', async () => {
    await manager.consumers.add(streamOf('identity'), {
      durable_name: 'session-tired-p0',
      filter_subject: 'lethe.evt.account.v1.p0.*.renamed',
      ack_policy: AckPolicy.Explicit,
      ack_wait: 5_000_000_000,
      max_ack_pending: 1,
      max_deliver: 3,
    });
    await expect(ensureDurable(manager, 'session', reaction('tired'))).rejects.toThrow(
      'otherwise than asked: max_deliver',
    );
  });
});

import { afterEach, beforeEach, expect } from '@jest/globals';
import type { EventStore } from '@lethe/event-store';
import type { Worker } from '@lethe/running';
import { eventually, freshDatabase, type FreshDatabase } from '@lethe/testing';
import { jetstreamManager, type JetStreamManager, type StoredMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import type { Published } from '../relaying/publication.ts';
import { provisionBus } from '../provisioning/keep-bus.ts';
import { relayOf } from '../relaying/relay.ts';
import { eventLog, published, secret } from './event-log.ts';
import { closedNats, type ClosedNats } from './closed-nats.ts';
import { connected } from './connected.ts';
import { contractsWith, planOf } from './planned.ts';

export const stream = 'LETHE_IDENTITY';
export const logged: string[] = [];
const note = (facts: object, text: string): void => void logged.push(JSON.stringify({ ...facts, text }));
const log = { debug: note, info: note, warn: note, error: note };

export let server: ClosedNats;
export let database: FreshDatabase;
/** Identity's. */
export let nats: NatsConnection;
let beside: NatsConnection;
export let manager: JetStreamManager;
export let pool: Pool;
export let store: EventStore;
/** The one that was started last. */
export let relay: Worker;
let started: Worker[];

export const provision = (): Promise<void> => provisionBus(manager, planOf(['identity']));

export const startRelay = (says: Published = published): Worker => {
  relay = relayOf({
    service: 'identity',
    store,
    pool,
    nats,
    published: says,
    secret,
    log,
    lease: { ttl: 1_000, retryEvery: 50 },
    lookEveryMs: 100,
  });
  relay.start();
  started.push(relay);
  return relay;
};
/** What a subscriber who starts now reads. */
export const inStream = async (): Promise<readonly StoredMsg[]> => {
  const { state } = await manager.streams.info(stream);
  const messages = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await manager.streams.getMessage(stream, { seq });
    if (message !== null) messages.push(message);
  }
  return messages;
};
export const numbers = async (): Promise<readonly unknown[]> =>
  (await inStream()).map((message) => message.json<{ data?: { number: number } }>().data?.number);
export const expectNumbers = (...expected: unknown[]): Promise<void> =>
  eventually(async () => expect(await numbers()).toEqual(expected));

// A nats-server, a database and a log for each test of the files that import this.
beforeEach(async () => {
  [server, database] = await Promise.all([closedNats(contractsWith([])), freshDatabase()]);
  [nats, beside] = await Promise.all([connected(server.at('identity')), server.store()]);
  manager = await jetstreamManager(beside);
  await provision();
  ({ pool, store } = await eventLog(database.url));
  started = [];
  logged.length = 0;
});
afterEach(async () => {
  await Promise.all(started.map((each) => each.stop()));
  await Promise.all([nats.close(), beside.close()]);
  await pool.end();
  await Promise.all([server.stop(), database.drop()]);
});

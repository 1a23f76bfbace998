import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect } from '@jest/globals';
import type { Command } from '@lethe/journal';
import { allSetAside, type Worker } from '@lethe/running';
import { eventually, freshDatabase, type FreshDatabase } from '@lethe/testing';
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import { consumerOf } from '../consuming/consumer.ts';
import { react, type Reaction, type ReceivedEvent } from '../consuming/reaction.ts';
import { provisionBus } from '../provisioning/keep-bus.ts';
import { eventLog, Renamed } from './event-log.ts';
import { closedNats, type ClosedNats } from './closed-nats.ts';
import { connected } from './connected.ts';
import { contractsWith, noteRenamed, planOf } from './planned.ts';

export const [alice, bob] = ['6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f', 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a'];
export const durable = noteRenamed.name;
export const logged: string[] = [];
const note = (facts: object, text: string): void => void logged.push(JSON.stringify({ ...facts, text }));
const log = { debug: note, info: note, warn: note, error: note };

export let server: ClosedNats;
export let database: FreshDatabase;
/** Session's. */
export let nats: NatsConnection;
/** Of somebody who publishes as any relay would. */
export let anyRelay: NatsConnection;
let beside: NatsConnection;
export let manager: JetStreamManager;
export let pool: Pool;
export let running: Worker[];
export let handled: number[];
export let commands: Command[];
type Failing = (number: number, event: ReceivedEvent) => Promise<void> | void;
let fail: Failing;
let position: number;

export const remembering: Reaction = react({
  purpose: 'note',
  to: [Renamed],
  from: 'identity',
  handle: async (event, command) => {
    await fail(event.data.number, event);
    handled.push(event.data.number);
    commands.push(command);
  },
});
export const startConsumer = (reaction: Reaction = remembering, bounds: object = {}): Worker => {
  const lease = { ttl: 1_000, retryEvery: 50 };
  const soon = { betweenTries: { firstMs: 10, atMostMs: 50 }, triedAgain: { firstMs: 100, atMostMs: 500 } };
  const consumer = consumerOf({ service: 'session', reaction, nats, pool, log, lease, ...soon, ...bounds });
  consumer.start();
  running.push(consumer);
  return consumer;
};
export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, place) => from + place);
export const ascending = (one: number, other: number): number => one - other;
export const bySequence = (one: readonly unknown[], other: readonly unknown[]): number =>
  Number(one[1]) - Number(other[1]);
export const send = (accountId: string, body: string, subject = `lethe.evt.account.v1.p0.${accountId}.renamed`) => {
  position += 1;
  const carried = headers();
  const pairs = {
    'Lethe-Epoch': 'e',
    'Lethe-Position': String(position),
    'Lethe-Index': '0',
    'Lethe-Correlation': 'c',
  };
  for (const [key, value] of Object.entries(pairs)) carried.set(key, value);
  return jetstream(anyRelay).publish(subject, body, { headers: carried });
};
export const cloudEvent = (accountId: string, number: unknown, changes: object = {}) =>
  JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    source: 'lethe/identity',
    type: Renamed.type,
    subject: accountId,
    time: '2026-11-24T08:00:00.000Z',
    data: { accountId, number },
    ...changes,
  });
export const renamed = (accountId: string, number: number) => send(accountId, cloudEvent(accountId, number));
/** Entity, sequence, kind, error, in the order in which they were set aside. */
export const parked = async () =>
  (await allSetAside(pool, durable)).map(({ entity, place, kind, error }) => [
    entity,
    Number(place.split(' ')[1]),
    kind,
    error,
  ]);
export const numberOf = ({ request }: Command): number => (request as { number: number }).number;
export const expectHandled = (...numbers: number[]) => eventually(() => expect(handled).toEqual(numbers));
/** Streams and durables, as the provisioner makes them. */
export const provision = (): Promise<void> => provisionBus(manager, planOf(['identity', 'cancellation'], noteRenamed));
/** What the handler does before it notes the number. */
export const failBy = (failing: Failing): void => {
  fail = failing;
};

// A nats-server, a database and a stream for each test of the files that import this.
beforeEach(async () => {
  [server, database] = await Promise.all([closedNats(contractsWith([], noteRenamed)), freshDatabase()]);
  [nats, anyRelay, beside] = await Promise.all([connected(server.at('session')), server.tap(), server.store()]);
  manager = await jetstreamManager(beside);
  ({ pool } = await eventLog(database.url));
  await provision();
  [running, handled, commands, position] = [[], [], [], 0];
  logged.length = 0;
  fail = () => undefined;
});
afterEach(async () => {
  await Promise.all(running.map((consumer) => consumer.stop()));
  await Promise.all([nats, anyRelay, beside].map((connection) => connection.close()));
  await pool.end();
  await Promise.all([server.stop(), database.drop()]);
});

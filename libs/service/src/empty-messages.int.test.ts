import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { busPlan, consumerOf, provisionBus, react } from '@lethe/bus';
import { AccountRegistered, durableOf, eventSubject, FirstWorkspace } from '@lethe/contracts';
import { allSetAside } from '@lethe/running';
import { eventually, freshDatabase, quiet, type FreshDatabase } from '@lethe/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { eventLog } from '../../bus/src/testing/event-log.ts';
import { closedBus } from './testing/closed-bus.ts';

const durable = durableOf(FirstWorkspace);
const accounts = (count: number): readonly string[] => Array.from({ length: count }, () => randomUUID());

let bus: Awaited<ReturnType<typeof closedBus>>;
let database: FreshDatabase;
let pool: Awaited<ReturnType<typeof eventLog>>['pool'];
let identity: NatsConnection;
beforeAll(async () => {
  [bus, database] = await Promise.all([closedBus(), freshDatabase()]);
  ({ pool } = await eventLog(database.url));
  const provisioner = await bus.connect('provisioner');
  await provisionBus(await jetstreamManager(provisioner, { checkAPI: false }), busPlan());
  identity = await bus.connect('identity');
});
afterAll(async () => {
  await bus.hangUp();
  await pool.end();
  await Promise.all([bus.stop(), database.drop()]);
});

/** Without a header, too: nats-server takes it for the end of what it answers across accounts. */
const writeEmpty = (accountId: string) => jetstream(identity).publish(eventSubject(AccountRegistered, accountId));

const writeReal = (accountId: string, position: number) => {
  const carried = headers();
  const place = { Epoch: 'e', Position: `${position}`, Index: '0', Correlation: 'c' };
  for (const [name, value] of Object.entries(place)) carried.set(`Lethe-${name}`, value);
  const time = '2026-11-24T08:00:00.000Z';
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'lethe/identity',
    type: AccountRegistered.type,
    subject: accountId,
    time,
    data: { accountId, registeredAt: time, staff: false },
  };
  const subject = eventSubject(AccountRegistered, accountId);
  return jetstream(identity).publish(subject, JSON.stringify(event), { headers: carried });
};

const asideFor = async (name: string) => (await allSetAside(pool, name)).map(({ kind, error }) => `${kind} ${error}`);

it('Empty messages in a stream are set aside and hold nobody up, on a bus where JetStream lies in its own account (EVT-5)', async () => {
  const [empty, real] = [accounts(20), accounts(40)];
  for (const accountId of empty) await writeEmpty(accountId);
  for (const [position, accountId] of real.entries()) {
    await writeReal(accountId, position + 1);
    if (position % 4 === 0) await writeEmpty(accountId);
  }
  const handled: string[] = [];
  const reaction = react({
    ...FirstWorkspace,
    handle: async ({ entityId }) => void handled.push(entityId),
  });
  const nats = await bus.connect(durable.consumer);
  const consumer = consumerOf({ service: durable.consumer, reaction, nats, pool, log: quiet });
  consumer.start();
  await eventually(async () => {
    expect(handled.toSorted()).toEqual(real.toSorted());
    expect(await asideFor(durable.name)).toEqual(Array.from({ length: 30 }, () => 'poison no-json'));
  });
  await consumer.stop();
});

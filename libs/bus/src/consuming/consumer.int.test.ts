import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { clearingSubject } from '@lethe/contracts';
import { AccountGone, type Command } from '@lethe/journal';
import { KeyDestroyed } from '@lethe/sealing';
import { eventually, freshDatabase, type FreshDatabase } from '@lethe/testing';
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import * as z from 'zod';
import { consumerOf, type Consumer } from './consumer.ts';
import { Unavailable } from '../calls/fault.ts';
import { natsServer } from '../streams/nats-server.ts';
import { parkedMessages } from './parked.ts';
import { clearingType } from '../relaying/publication.ts';
import { react, reactToClearing, type Reaction, type ReceivedEvent } from './reaction.ts';
import { replayParked } from './replay.ts';
import { ensureStream } from '../streams/streams.ts';
import { eventLog, Renamed } from '../testing/event-log.ts';
import { untilKilled } from '../testing/killed.ts';
import { noting } from '../testing/noting.ts';
import { ownNats } from '../testing/own-nats.ts';

const [alice, bob] = ['6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f', 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a'];
const durable = 'session-note-p0';
const logged: string[] = [];
const note = (facts: object, text: string): void => void logged.push(JSON.stringify({ ...facts, text }));
const log = { debug: note, info: note, warn: note, error: note };

let server: Awaited<ReturnType<typeof ownNats>>;
let database: FreshDatabase;
let nats: NatsConnection;
let manager: JetStreamManager;
let pool: Pool;
let running: Consumer[];
let handled: number[];
let commands: Command[];
let fail: (number: number, event: ReceivedEvent) => Promise<void> | void;
let position: number;

const remembering: Reaction = react({
  purpose: 'note',
  to: Renamed,
  from: 'identity',
  handle: async (event, command) => {
    await fail(event.data.number, event);
    handled.push(event.data.number);
    commands.push(command);
  },
});
const startConsumer = (reaction: Reaction = remembering): Consumer => {
  const lease = { ttl: 1_000, retryEvery: 50 };
  const consumer = consumerOf({ service: 'session', reaction, nats, pool, log, lease, firstWaitMs: 10 });
  consumer.start();
  running.push(consumer);
  return consumer;
};
const send = (accountId: string, body: string, subject = `lethe.evt.account.v1.p0.${accountId}.renamed`) => {
  position += 1;
  const carried = headers();
  const pairs = {
    'Lethe-Epoch': 'e',
    'Lethe-Position': String(position),
    'Lethe-Index': '0',
    'Lethe-Correlation': 'c',
  };
  for (const [key, value] of Object.entries(pairs)) carried.set(key, value);
  return jetstream(nats).publish(subject, body, { headers: carried });
};
const cloudEvent = (accountId: string, number: unknown, changes: object = {}) =>
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
const renamed = (accountId: string, number: number) => send(accountId, cloudEvent(accountId, number));
const parked = async () =>
  (await parkedMessages(pool).list(durable)).map(({ entityId, sequence, error }) => [entityId, sequence, error]);
const expectHandled = (...numbers: number[]) => eventually(() => expect(handled).toEqual(numbers));

jest.setTimeout(20_000);
beforeEach(async () => {
  [server, database] = await Promise.all([ownNats(), freshDatabase()]);
  nats = await connect(natsServer('session', server.url));
  manager = await jetstreamManager(nats);
  ({ pool } = await eventLog(database.url));
  await ensureStream(manager, 'identity');
  [running, handled, commands, position] = [[], [], [], 0];
  logged.length = 0;
  fail = () => undefined;
});
afterEach(async () => {
  await Promise.all(running.map((consumer) => consumer.stop()));
  await nats.close();
  await pool.end();
  await Promise.all([server.stop(), database.drop()]);
});

describe('A reaction (EVT-2)', () => {
  it('gets each event in order, with the same command at every delivery', async () => {
    await renamed(alice, 1);
    await renamed(bob, 2);
    await renamed(alice, 3);
    let tries = 0;
    const seen: Command[] = [];
    fail = (number) => {
      if (number === 2 && (tries += 1) < 3) throw new Error('not yet');
    };
    startConsumer();
    await expectHandled(1, 2, 3);
    seen.push(...commands);
    expect(
      seen.map(({ type, actor, correlationId, subject, request }) => ({
        type,
        actor,
        correlationId,
        subject,
        request,
      })),
    ).toEqual(
      [alice, bob, alice].map((accountId, index) => ({
        type: durable,
        actor: 'service:session',
        correlationId: 'c',
        subject: `account:${accountId}`,
        request: { accountId, number: index + 1 },
      })),
    );
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
  });

  it('gets an event again, as the same command, when it was not acknowledged', async () => {
    const ids: string[] = [];
    fail = (_number, event) => {
      ids.push(`${event.id} ${event.redelivered}`);
      if (ids.length === 1) throw new Unavailable('lethe.rpc.identity.account.rename');
    };
    await renamed(alice, 1);
    startConsumer();
    await expectHandled(1);
    const [id] = ids[0]?.split(' ') ?? [];
    expect(ids).toEqual([`${id} false`, `${id} true`]);
  });

  it('waits for an outage to end, however long, and parks nothing', async () => {
    let tries = 0;
    fail = () => {
      if ((tries += 1) <= 8) throw new Unavailable('lethe.rpc.identity.account.rename');
    };
    await renamed(alice, 1);
    startConsumer();
    await expectHandled(1);
    expect(await parked()).toEqual([]);
  });

  it('passes over an event about an account that is gone', async () => {
    fail = (number) => {
      if (number === 1) throw new AccountGone(alice);
    };
    await renamed(alice, 1);
    await renamed(bob, 2);
    startConsumer();
    await expectHandled(2);
    expect(await parked()).toEqual([]);
  });

  it('is not called for other events, and they do not hold it up', async () => {
    await send(alice, 'not even JSON', `lethe.evt.account.v1.p0.${alice}.locked`);
    await renamed(alice, 1);
    startConsumer();
    await expectHandled(1);
  });

  it('goes on where it stopped, at once, on whichever replica', async () => {
    const first = startConsumer();
    await renamed(alice, 1);
    await expectHandled(1);
    await first.stop();
    await renamed(alice, 2);
    startConsumer();
    await eventually(() => expect(handled).toEqual([1, 2]), { withinMs: 1_500 });
  });

  it('runs on one replica only, and its handler may take longer than the server waits (B5)', async () => {
    let inside = 0;
    let most = 0;
    fail = async (number) => {
      most = Math.max(most, (inside += 1));
      if (number === 1) await new Promise((resolve) => setTimeout(resolve, 6_000));
      inside -= 1;
    };
    await renamed(alice, 1);
    await renamed(alice, 2);
    startConsumer();
    startConsumer();
    await eventually(() => expect(handled).toEqual([1, 2]), { withinMs: 9_000 });
    expect(most).toBe(1);
  });

  it('is called again for everything once the stream was lost and published anew', async () => {
    startConsumer();
    await renamed(alice, 1);
    await expectHandled(1);
    await manager.streams.delete('LETHE_IDENTITY');
    await ensureStream(manager, 'identity');
    await renamed(alice, 1);
    await renamed(alice, 2);
    await eventually(() => expect(handled).toEqual([1, 1, 2]), { withinMs: 10_000 });
  });
});

describe('A message that cannot be handled (B4)', () => {
  it('is parked after five failures, and so is what comes after it for that entity, while others go on', async () => {
    fail = (number) => {
      if (number === 1) throw new TypeError(`cannot rename ${alice}`);
    };
    await renamed(alice, 1);
    await renamed(bob, 2);
    await renamed(alice, 3);
    startConsumer();
    await eventually(async () =>
      expect(await parked()).toEqual([
        [alice, 1, 'TypeError'],
        [alice, 3, 'Behind'],
      ]),
    );
    expect(handled).toEqual([2]);
    expect(logged.filter((line) => line.includes('could not be handled'))).toHaveLength(5);
    expect(logged.join('')).not.toContain('cannot rename');
    const { num_ack_pending: open, num_pending: waiting } = await manager.consumers.info('LETHE_IDENTITY', durable);
    expect([open, waiting]).toEqual([0, 0]);
  });

  it('is replayed in order with all that waits behind it', async () => {
    fail = (number) => {
      if (number === 1) throw new TypeError('broken');
    };
    await renamed(alice, 1);
    await renamed(alice, 2);
    startConsumer();
    await eventually(async () => expect(await parked()).toHaveLength(2));
    const parts = { service: 'session', reaction: remembering, parked: parkedMessages(pool), streams: manager.streams };
    await expect(replayParked(parts, alice)).rejects.toThrow('broken');
    expect(await parked()).toHaveLength(2);
    fail = () => undefined;
    expect(await replayParked(parts, alice)).toBe(2);
    expect(handled).toEqual([1, 2]);
    expect(await parked()).toEqual([]);
    await renamed(alice, 3);
    await expectHandled(1, 2, 3);
  });

  it('is parked at once when no repetition makes it readable, and others go on', async () => {
    const poison = (accountId: string): readonly (readonly [body: string, why: string])[] => [
      ['{"specversion":', 'no-json'],
      ['{"hello":"world"}', 'no-cloud-event'],
      [cloudEvent(accountId, 1, { type: 'lethe.account.renamed.v2' }), 'unknown-type'],
      [cloudEvent(accountId, 'one'), 'invalid-data'],
      [cloudEvent(accountId, 1, { data: { accountId, number: 1, name: 'Alice' } }), 'invalid-data'],
      [cloudEvent(bob, 1), 'another-entity'],
    ];
    const expected = [];
    for (const place of poison(alice).keys()) {
      const accountId = randomUUID();
      const [body, why] = poison(accountId)[place] ?? ['', ''];
      await send(accountId, body);
      expected.push([accountId, place + 1, why]);
    }
    await renamed(bob, 2);
    startConsumer();
    await expectHandled(2);
    expect(await parked()).toEqual(expected);
  });

  it('is parked when it does not say where it stands in its log', async () => {
    await jetstream(nats).publish(`lethe.evt.account.v1.p0.${alice}.renamed`, cloudEvent(alice, 1));
    startConsumer();
    await eventually(async () => expect(await parked()).toEqual([[alice, 1, 'no-cloud-event']]));
  });
});

describe('A clearing that is asked for in the stream (CAN-9)', () => {
  const clearing = reactToClearing({
    participant: 'session',
    data: z.strictObject({ accountId: z.string(), number: z.int() }),
    handle: async (event) => {
      await fail(event.data.number, event);
      handled.push(event.data.number);
    },
  });
  const ask = (accountId: string, body: string) =>
    send(accountId, body, clearingSubject('session', accountId, 'requested'));
  const request = (accountId: string, number: number) => cloudEvent(accountId, number, { type: clearingType });
  beforeEach(() => ensureStream(manager, 'cancellation'));

  it.each([
    ['the gate is closed', () => new AccountGone(alice)],
    ['the key is destroyed', () => new KeyDestroyed(`account:${alice}`)],
  ])('is not taken for done because %s: only its handler says that it is (L10)', async (_why, thrown) => {
    let tries = 0;
    fail = () => {
      if ((tries += 1) < 3) throw thrown();
    };
    await ask(alice, request(alice, 1));
    startConsumer(clearing);
    await expectHandled(1);
    expect(tries).toBe(3);
  });

  it('is never parked, however it fails: others go on, and it is done when it is asked for again (L4)', async () => {
    let broken = true;
    fail = (number) => {
      if (broken && number === 1) throw new TypeError('broken');
      if (broken && number === 2) throw new Unavailable('lethe.rpc.identity.account.rename');
    };
    await ask(alice, request(alice, 1));
    await ask(bob, request(bob, 2));
    await ask(alice, '{"forged":true}');
    await ask(bob, request(bob, 3));
    startConsumer(clearing);
    await expectHandled(3);
    expect(await parkedMessages(pool).list()).toEqual([]);
    expect(logged.filter((line) => line.includes('it is asked for again'))).toHaveLength(3);
    broken = false;
    await ask(alice, request(alice, 1));
    await expectHandled(3, 1);
  });
});

describe('A consumer that is killed (B1, B3)', () => {
  it.each([['before it handles'], ['after it handled, before it acknowledged']])(
    '%s: every event has its effect once',
    async (when) => {
      await pool.query('create table noted (id bigint generated always as identity, number integer unique)');
      for (const number of [1, 2, 3]) await renamed(alice, number);
      const failpoint = when.startsWith('before') ? 'consumer.before-handling:2' : 'consumer.after-handling:2';
      const environment = { LETHE_NATS_URL: server.url, TEST_DATABASE: database.url, LETHE_FAILPOINT: failpoint };
      expect(await untilKilled('consumer-process.ts', environment)).toBe('SIGKILL');
      startConsumer(noting(pool));
      const noted = async () => (await pool.query<{ number: number }>('select number from noted order by id')).rows;
      await eventually(async () => expect(await noted()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]), {
        withinMs: 10_000,
      });
    },
  );
});

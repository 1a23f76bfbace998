import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect as dial, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { EventStore } from '@lethe/event-store';
import type { Worker } from '@lethe/running';
import { eventually, freshDatabase, type FreshDatabase, quiet } from '@lethe/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import { consumerOf } from './consuming/consumer.ts';
import { react } from './consuming/reaction.ts';
import { keeperOfBus } from './provisioning/keep-bus.ts';
import { relayOf } from './relaying/relay.ts';
import { natsServer } from './streams/nats-server.ts';
import { identitiesBy } from './testing/closed-nats.ts';
import { append, eventLog, published, Renamed, secret } from './testing/event-log.ts';
import { contractsWith, noteRenamed, planOf } from './testing/planned.ts';

jest.setTimeout(90_000);

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

/** A nats-server that comes back at the same address. */
const natsAt = (port: number, accounts: string) => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-nats-'));
  const file = join(directory, 'nats.conf');
  const settings = [`host: "127.0.0.1"`, `port: ${port}`, `jetstream { store_dir: "${join(directory, 'streams')}" }`];
  writeFileSync(file, [...settings, accounts].join('\n'));
  let child: ChildProcess | undefined;
  const answers = async (): Promise<void> => {
    const socket = dial(port, '127.0.0.1');
    await once(socket, 'data');
    socket.destroy();
  };
  const kill = async (): Promise<void> => {
    const ended = child && once(child, 'exit');
    child?.kill('SIGKILL');
    await ended;
  };
  return {
    start: async (): Promise<void> => {
      child = spawn(process.env['LETHE_NATS_SERVER'] ?? '', ['-c', file], { stdio: 'ignore' });
      await eventually(answers);
    },
    kill,
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT'),
    forget: (): void => rmSync(join(directory, 'streams'), { recursive: true, force: true }),
    discard: (): void => rmSync(directory, { recursive: true, force: true }),
  };
};

let server: ReturnType<typeof natsAt>;
let database: FreshDatabase;
let connections: NatsConnection[];
let pool: Pool;
let store: EventStore;
let workers: Worker[];
let handled: Map<string, number[]>;
beforeEach(async () => {
  const port = await freePort();
  const { accounts, seedOf } = identitiesBy(contractsWith([], noteRenamed));
  server = natsAt(port, accounts);
  [database] = await Promise.all([freshDatabase(), server.start()]);
  ({ pool, store } = await eventLog(database.url));
  handled = new Map();
  const url = `nats://127.0.0.1:${port}`;
  connections = await Promise.all(
    ['identity', 'session', 'provisioner'].map((name) => connect(natsServer(name, url, {}, () => seedOf(name)))),
  );
  const [identity, session, provisioner] = connections as [NatsConnection, NatsConnection, NatsConnection];
  const common = { pool, log: quiet, lease: { ttl: 1_000, retryEvery: 50 } };
  const reaction = react({
    purpose: 'note',
    to: [Renamed],
    from: 'identity',
    handle: async ({ entityId, data: { number } }) => {
      const before = handled.get(entityId) ?? [];
      if (!before.includes(number)) handled.set(entityId, [...before, number]);
    },
  });
  workers = [
    keeperOfBus({ nats: provisioner, plan: () => planOf(['identity'], noteRenamed), log: quiet, everyMs: 250 }),
    relayOf({ ...common, service: 'identity', store, nats: identity, published, secret, lookEveryMs: 500 }),
    consumerOf({ ...common, service: 'session', reaction, nats: session }),
  ];
  for (const worker of workers) worker.start();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(connections.map((connection) => connection.close()));
  await server.kill();
  server.discard();
  await pool.end();
  await database.drop();
});

describe('NATS goes and comes back (B2)', () => {
  const people = Array.from({ length: 5 }, () => randomUUID());
  const said = new Map<string, number[]>();
  const say = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1)
      for (const person of people) {
        const number = await append(store, 'Renamed', person);
        said.set(person, [...(said.get(person) ?? []), number]);
      }
  };
  const allHandled = () => eventually(() => expect(handled).toEqual(said), { withinMs: 40_000 });
  beforeEach(() => said.clear());

  const faults = {
    'killed and started again': async () => {
      await server.kill();
      await say(5);
      await server.start();
    },
    'frozen for longer than it waits for an acknowledgement': async () => {
      server.freeze();
      await say(5);
      await pause(7_000);
      server.thaw();
    },
    'killed, and comes back with nothing of what it had': async () => {
      await server.kill();
      server.forget();
      await say(5);
      await server.start();
    },
  };
  it.each(Object.entries(faults))('%s: nothing is missed and nothing out of order', async (_how, happens) => {
    await say(5);
    await eventually(() => expect(handled.size).toBeGreaterThan(0));
    await happens();
    await say(5);
    await allHandled();
  });
});

describe('An event that is published again when no server knows its id any more (B8)', () => {
  it('is the same event to who reacts, by its id, and changes nothing', async () => {
    const person = randomUUID();
    const number = await append(store, 'RenamedTwice', person);
    await eventually(() => expect(handled.get(person)).toEqual([number]));
    await server.kill();
    server.forget();
    await server.start();
    const next = await append(store, 'Renamed', person);
    await eventually(() => expect(handled.get(person)).toEqual([number, next]), { withinMs: 40_000 });
  });
});

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { keyringOf, NatsCalls } from '@lethe/bus';
import { durableOf, serviceNames } from '@lethe/contracts';
import { eventually, quiet } from '@lethe/testing';
import { Controller, Module } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import pg from 'pg';
import { planOf, provisionedOn } from '../../bus/src/testing/planned.ts';
import { databaseUrls } from './databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys, readKey, readPublicKeys, readPublishedKeys } from './provision-keys.ts';
import { startService, type RunningService } from './start-service.ts';
import { counter, CountNotes, Note, notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const now = () => new Date().toISOString();

let servers: Awaited<ReturnType<typeof ownServers>>;
let environment: Record<string, string>;
let gateway: NatsCalls;

/** Every row of a query, as the role of that service. */
const rowsOf = async (service: string, text: string, database: 'log' | 'keys' = 'log') => {
  const client = new pg.Client(databaseUrls(servers.postgresUrl, servers.data, service)[database]);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};
const counted = async () => (await rowsOf('session', `select from events where type = 'Counted'`)).length;
const connections = async () => {
  const admin = new pg.Client(servers.postgresUrl);
  await admin.connect();
  const { rows } = await admin.query<{ database: string }>(
    `select datname as database from pg_stat_activity where datname like 'lethe\\_%'`,
  );
  await admin.end();
  return rows.map(({ database }) => database);
};
const note = (text: string, how: Readonly<{ key?: string; for?: string }> = {}) =>
  gateway.ask(Note, { accountId: how.for ?? accountId, text }, how.key === undefined ? {} : { key: how.key });

const running: RunningService[] = [];
const start = async (...services: readonly Parameters<typeof startService>[0][]): Promise<void> => {
  for (const service of services) running.push(await startService(service, environment));
};
const stopAll = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
};

beforeAll(async () => {
  servers = await ownServers();
  const { data, postgresUrl, natsUrl } = servers;
  await provisionKeys(data, serviceNames);
  await provisionDatabases(postgresUrl, data, ['identity', 'session']);
  await provisionedOn(servers.at('provisioner'), planOf(['identity'], durableOf(CountNotes)));
  environment = {
    LETHE_POSTGRES_URL: postgresUrl,
    LETHE_NATS_URL: natsUrl,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
  };
  const keyring = await keyringOf({
    name: 'gateway',
    own: readKey(data, 'gateway'),
    known: readPublicKeys(data),
    clock: now,
  });
  gateway = new NatsCalls({ nats: servers.at('gateway'), keyring, clock: now, log: quiet });
  await gateway.connect();
});
afterEach(stopAll);
afterAll(async () => {
  await gateway.close();
  await servers.stop();
});

describe('A service', () => {
  it('starts whole: it answers, keeps its views, publishes, and another one reacts', async () => {
    await start(notebook, counter);
    expect(await note('the first', { key: 'a' })).toEqual({ noted: 1 });
    expect(await note('the second', { key: 'b' })).toEqual({ noted: 2 });
    await eventually(async () => expect(await counted()).toBe(2));
    await stopAll();
    await eventually(async () => expect(await connections()).toEqual([]));
  });

  it('answers a repeat from what is recorded, also after a restart', async () => {
    await start(notebook);
    expect(await note('the second', { key: 'b' })).toEqual({ noted: 2 });
    await expect(note('another', { key: 'b' })).rejects.toMatchObject({ fault: 'command-reused' });
  });

  it('keeps personal data sealed in every table', async () => {
    const tables = await rowsOf(
      'identity',
      `select tablename from pg_tables where schemaname = any(current_schemas(false))`,
    );
    const rows = await Promise.all(
      tables.map(({ tablename }) => rowsOf('identity', `select t::text from "${String(tablename)}" t`)),
    );
    const everything = JSON.stringify(rows);
    expect(everything).toContain(accountId);
    expect(everything).not.toContain('the second');
  });

  it('goes on with one of two replicas while the other one stops, without a failed call', async () => {
    await start(notebook, counter, notebook, counter);
    const answers: Promise<unknown>[] = [];
    for (let n = 0; n < 60; n += 1) {
      answers.push(note(`note ${n}`, { for: randomUUID() }));
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (n === 20) answers.push(...running.splice(0, 2).map((replica) => replica.stop()));
    }
    await Promise.all(answers);
    expect(await note('the third')).toEqual({ noted: 3 });
    await eventually(async () => expect(await counted()).toBe(63));
  });
});

describe('A service does not start', () => {
  it('with settings that are missing, wrong or unknown, and says all of them, without their values', async () => {
    const wrong = {
      LETHE_POSTGRES_URL: 'mysql://lethe:hunter2@host',
      LETHE_DATA: servers.data,
      LETHE_MODE: 'production',
      LETHE_IDENTITY_LANGUAGE: 'latin',
      LETHE_IDENTITY_LANGAUGE: 'en',
    };
    const failure = await startService(notebook, wrong).catch((error: unknown) => error as Error);
    const text = failure instanceof Error ? failure.message : '';
    expect(text.split('\n').map((line) => line.trim().split(':')[0])).toEqual([
      'identity cannot start with these settings',
      'LETHE_POSTGRES_URL',
      'LETHE_NATS_URL',
      'LETHE_IDENTITY_LANGUAGE',
      'LETHE_IDENTITY_LANGAUGE',
    ]);
    expect(text).not.toMatch(/hunter2|latin/);
  });

  it('with a handler that declares no permission, and leaves no connection behind (G7)', async () => {
    @Controller()
    class Undeclared {
      @MessagePattern('lethe.rpc.identity.notebook.read')
      read() {
        return [];
      }
    }
    @Module({ controllers: [Undeclared] })
    class Careless {}
    const careless = { ...notebook, module: Careless };
    await expect(startService(careless, environment)).rejects.toThrow('Undeclared.read declares no permission');
    await eventually(async () => expect(await connections()).toEqual([]));
  });

  it('with two reactions of one purpose', async () => {
    const work = (kit: never) => {
      const { reactions = [] } = counter.work?.(kit) ?? {};
      return { reactions: [...reactions, ...reactions] };
    };
    await expect(startService({ ...counter, work }, environment)).rejects.toThrow('have the purpose count-notes');
  });

  it('with a failpoint outside tests', async () => {
    const inPlain = { LETHE_MODE: 'production', LETHE_WITHOUT_TLS: 'postgres, nats' };
    const armed = { ...environment, ...inPlain, LETHE_FAILPOINT: 'relay.after-publish' };
    await expect(startService(notebook, armed)).rejects.toThrow('for tests only');
  });
});

const filesIn = (data: string): readonly string[] =>
  readdirSync(join(data, 'keys'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

describe('Provisioning', () => {
  it('gives each service two databases that no other role may enter', async () => {
    expect(await rowsOf('session', 'select current_user as me')).toEqual([{ me: 'lethe_session' }]);
    const { log, keys } = databaseUrls(servers.postgresUrl, servers.data, 'identity');
    const session = new URL(databaseUrls(servers.postgresUrl, servers.data, 'session').log);
    for (const target of [log, keys]) {
      session.pathname = new URL(target).pathname;
      await expect(new pg.Client(session.href).connect()).rejects.toThrow('permission denied for database');
    }
  });

  it('changes nothing when it is done again', async () => {
    const text = () => filesIn(servers.data).map((file) => readFileSync(file, 'base64'));
    const before = text();
    await provisionKeys(servers.data, serviceNames);
    await provisionDatabases(servers.postgresUrl, servers.data, ['identity', 'session']);
    expect(text()).toEqual(before);
  });

  it('publishes also the key before a new one, which proves no caller any more (CAN-11)', async () => {
    const data = mkdtempSync(join(tmpdir(), 'lethe-keys-'));
    await provisionKeys(data, ['cancellation']);
    const [first] = readPublicKeys(data).keys;
    for (const replaced of [1, 2]) {
      rmSync(join(data, 'keys', 'cancellation', 'signing.jwk'));
      await provisionKeys(data, ['cancellation']);
      await provisionKeys(data, ['cancellation']);
      const { keys } = readPublishedKeys(data);
      expect(keys.map(({ kid }) => kid)).toEqual([
        'cancellation',
        'operator',
        ...Array.from({ length: replaced }, () => 'cancellation'),
      ]);
      expect(keys[2]).toEqual(first);
    }
    expect(readPublicKeys(data).keys.map(({ x }) => x)).not.toContain(first?.x);
    rmSync(data, { recursive: true });
  });

  it('leaves private keys and passwords to their owner alone, and no private part among the public keys', () => {
    for (const file of filesIn(servers.data)) expect(statSync(file).mode & 0o077).toBe(0);
    const { keys } = readPublicKeys(servers.data);
    expect(keys.map(({ kid }) => kid)).toEqual([...serviceNames, 'operator']);
    expect(keys.filter((key) => 'd' in key)).toEqual([]);
  });
});

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  fileMasterKey,
  hasFileMasterKey,
  inSuccession,
  openServiceKeys,
  postgresSubjectKeys,
  rewrapServiceKeys,
} from '@lethe/sealing';
import { openKeyStore, provisionDatabases } from '@lethe/service';
import { ownServers } from '../../libs/service/src/testing/own-servers.ts';
import { rotate } from './rotate.ts';
import { serviceNames } from './services.ts';

const subject = 'account:6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';

describe('lethe rotate', () => {
  let servers: Awaited<ReturnType<typeof ownServers>>;
  const said: string[] = [];
  beforeAll(async () => {
    servers = await ownServers();
    await provisionDatabases(servers.postgresUrl, servers.data, serviceNames);
    Object.assign(process.env, {
      LETHE_POSTGRES_URL: servers.postgresUrl,
      LETHE_NATS_URL: servers.natsUrl,
      LETHE_DATA: servers.data,
      LETHE_MODE: 'test',
    });
    for (const name of serviceNames) await keyOf(name, 'make');
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await servers.stop();
  });

  /** What a service does that starts and reads, or makes, one key. */
  const keyOf = async (service: string, how: 'make' | 'open' = 'open') => {
    const { close, ...store } = await openKeyStore(service, process.env);
    try {
      const { wrappingKeys } = await openServiceKeys(store);
      const keys = postgresSubjectKeys({ pool: store.pool, wrappingKeys });
      return how === 'make' ? await keys.make(subject) : (await keys.open([subject])).get(subject);
    } finally {
      await close();
    }
  };
  const keysOfAll = () => Promise.all(serviceNames.map((name) => keyOf(name)));
  const masterKeys = (service: string) =>
    readdirSync(join(servers.data, 'keys', service)).filter((file) => file.startsWith('master'));

  it('gives services a new wrapping key, and every subject key stays the same', async () => {
    const before = await keysOfAll();
    await rotate(['wrapping-key', 'identity', 'mfa']);
    expect(said.splice(0).map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
      'identity: 1 subject keys are under a new wrapping key, and the old one is gone.\n',
      'mfa: 1 subject keys are under a new wrapping key, and the old one is gone.\n',
    ]);
    await rotate(['wrapping-key']);
    expect(said.splice(0)).toHaveLength(serviceNames.length);
    expect(await keysOfAll()).toEqual(before);
  });

  it('brings in a new master key, keeps the old one for back-ups, and takes it away when told', async () => {
    const before = await keysOfAll();
    await rotate(['master-key', 'mfa']);
    expect([masterKeys('mfa'), masterKeys('identity')]).toEqual([['master.key', 'master.key.2'], ['master.key']]);
    await rotate(['master-key']);
    expect(masterKeys('identity')).toEqual(['master.key', 'master.key.2']);
    expect(await keysOfAll()).toEqual(before);
    await rotate(['master-key', 'mfa', '--retire']);
    expect([masterKeys('mfa'), masterKeys('identity')]).toEqual([['master.key.3'], ['master.key', 'master.key.2']]);
    await rotate(['master-key', '--retire']);
    expect(serviceNames.flatMap(masterKeys).toSorted()).toEqual([
      ...Array.from({ length: 7 }, () => 'master.key.2'),
      'master.key.3',
    ]);
    expect(await keysOfAll()).toEqual(before);
  });

  it('takes the master key that all services shared away once none of them needs it, whenever it is broken off', async () => {
    const shared = { path: join(servers.data, 'keys', 'master.key') };
    const master = await fileMasterKey(shared);
    for (const service of serviceNames) {
      const { close, ...store } = await openKeyStore(service, process.env);
      await rewrapServiceKeys({ ...store, master: inSuccession(master, store.master) });
      await close();
      rmSync(join(servers.data, 'keys', service), { recursive: true });
    }
    const before = await keysOfAll();
    await rotate(['master-key', 'identity', '--retire']);
    expect(await hasFileMasterKey(shared.path)).toBe(true);
    expect(await keysOfAll()).toEqual(before);
    await rotate(['master-key', '--retire']);
    expect(await hasFileMasterKey(shared.path)).toBe(false);
    expect(said.splice(0)).toContain('The master key of all services is gone.\n');
    expect(await keysOfAll()).toEqual(before);
  });

  it('says what can be rotated where it is asked for something else', async () => {
    for (const words of [[], ['index-key'], ['wrapping-key', 'nobody'], ['master-key', 'now']])
      await expect(rotate(words)).rejects.toMatchObject({ name: 'UsageError' });
  });
});

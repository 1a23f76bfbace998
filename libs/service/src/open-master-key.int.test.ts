import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inMemoryEventStore } from '@lethe/event-store';
import { fileMasterKey, openServiceKeys, postgresSubjectKeys } from '@lethe/sealing';
import * as z from 'zod';
import { keysDatabase } from '../../sealing/src/testing/keys-database.ts';
import { vaultDouble } from '../../sealing/src/testing/vault-double.ts';
import { openMasterKey, provisionMasterKeys, retireSharedMasterKey } from './open-master-key.ts';
import { openSealing } from './open-sealing.ts';
import { readSettings } from './read-settings.ts';

const secret = Buffer.from('a service key of thirty-two byte');

describe('The setting of who keeps the master key', () => {
  let data: string;
  let vault: Awaited<ReturnType<typeof vaultDouble>>;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'lethe-master-'));
    vault = await vaultDouble('s.token');
    for (const name of ['lethe', 'lethe-identity', 'lethe-mfa']) vault.makeKey(name);
    writeFileSync(join(data, 'token'), 's.token');
  });
  afterEach(async () => {
    await vault.stop();
    rmSync(data, { recursive: true });
  });
  const settingsOf = (service: string, over: Readonly<Record<string, string>> = {}) =>
    readSettings(service, z.object({}), {
      LETHE_POSTGRES_URL: 'postgres://localhost',
      LETHE_NATS_URL: 'nats://localhost',
      LETHE_DATA: data,
      LETHE_MODE: 'production',
      LETHE_WITHOUT_TLS: 'postgres,nats,vault',
      ...over,
    });
  const opened = async (service: string, over: Readonly<Record<string, string>> = {}) =>
    openMasterKey(settingsOf(service, over), service);
  const open = async (over: Readonly<Record<string, string>> = {}, service = 'identity') =>
    (await opened(service, over)).master;
  /** As builds before had it: one for all services. */
  const shared = () => fileMasterKey({ path: join(data, 'keys', 'master.key') });
  const inVault = () => ({
    LETHE_MASTER_KEY: 'vault',
    LETHE_VAULT_ADDR: vault.address,
    LETHE_VAULT_TOKEN_FILE: join(data, 'token'),
  });

  it('is a file in the folder of the service where nothing is said', async () => {
    const wrapped = await (await open()).wrap(secret, 'identity');
    expect(Buffer.from(await (await open()).unwrap(wrapped, 'identity'))).toEqual(secret);
    expect(readdirSync(join(data, 'keys'))).toEqual(['identity']);
    expect(readdirSync(join(data, 'keys/identity'))).toEqual(['master.key']);
  });

  it("opens nothing that another service's master key wrapped", async () => {
    const wrapped = await (await open()).wrap(secret, 'identity');
    await expect((await open({}, 'mfa')).unwrap(wrapped, 'identity')).rejects.toThrow('No generation');
    const inside = await (await open(inVault())).wrap(secret, 'identity');
    await expect((await open(inVault(), 'mfa')).unwrap(inside, 'identity')).rejects.toThrow('not this key of Vault');
  });

  it('is made by provisioning for each service, once, so that its folder may be read-only', async () => {
    await provisionMasterKeys(data, ['identity', 'mfa']);
    const wrapped = await (await open()).wrap(secret, 'identity');
    await provisionMasterKeys(data, ['identity', 'mfa']);
    chmodSync(join(data, 'keys/identity'), 0o500);
    const unwrapped = await (await open()).unwrap(wrapped, 'identity');
    chmodSync(join(data, 'keys/identity'), 0o700); // so that it can be taken away
    expect(Buffer.from(unwrapped)).toEqual(secret);
  });

  it('unwraps, but does not wrap, with the one that all services shared, until that is taken away', async () => {
    const before = await (await shared()).wrap(secret, 'identity');
    const { master, taking } = await opened('identity');
    expect(taking).toBe(true);
    expect(Buffer.from(await master.unwrap(before, 'identity'))).toEqual(secret);
    await expect((await shared()).unwrap(await master.wrap(secret, 'identity'), 'identity')).rejects.toThrow(
      /wrapped this/,
    );
    expect(await retireSharedMasterKey(data)).toBe(true);
    await expect(master.unwrap(before, 'identity')).rejects.toThrow('No generation');
    expect(readdirSync(join(data, 'keys'))).toEqual(['identity']);
    expect((await opened('identity')).taking).toBe(false);
    expect(await retireSharedMasterKey(data)).toBe(false);
  });

  it("wraps the service's keys at a start, which may be killed on its way, and then nothing needs the shared one", async () => {
    const { pool, drop } = await keysDatabase();
    const store = { pool, master: await shared(), service: 'identity' };
    const { wrappingKeys } = await openServiceKeys(store);
    const key = await postgresSubjectKeys({ pool, wrappingKeys }).make('account:alice');
    const opening = {
      pool,
      settings: settingsOf('identity'),
      service: 'identity',
      enter: async () => undefined,
      store: inMemoryEventStore(),
      indexes: undefined,
    };
    await pool.query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`);
    await pool.query(`create trigger refuse before update on service_keys execute function refuse()`);
    await expect(openSealing(opening)).rejects.toThrow('killed');
    await openServiceKeys(store);
    await pool.query('drop trigger refuse on service_keys');
    await openSealing(opening);
    await retireSharedMasterKey(data);
    const own = await openServiceKeys({ ...store, master: await open() });
    const keys = postgresSubjectKeys({ pool, wrappingKeys: own.wrappingKeys });
    expect((await keys.open(['account:alice'])).get('account:alice')).toEqual(key);
    await openSealing(opening);
    await drop();
  });

  it('is a transit key of the service in Vault, after the one that all services shared', async () => {
    await expect(open({ ...inVault(), LETHE_VAULT_KEY: 'transit/lethe' })).rejects.toThrow('{service} in the name');
    const former = { LETHE_VAULT_KEY_BEFORE: 'transit/lethe' };
    const before = await open({ ...inVault(), LETHE_VAULT_KEY: 'transit/lethe-{service}', ...former });
    vault.state.forbidden.push('lethe-identity');
    await expect(before.wrap(secret, 'identity')).rejects.toThrow('transit/encrypt/lethe-identity');
  });

  it('lets the group of the file read it only where that is said', async () => {
    await open();
    chmodSync(join(data, 'keys/identity/master.key'), 0o440);
    await expect(open()).rejects.toThrow('may be read by others');
    const wrapped = await (await open({ LETHE_MASTER_KEY_GROUP_READABLE: '1' })).wrap(secret, 'identity');
    expect(wrapped).toHaveLength(60);
  });

  it('is Vault, after a file where that is said', async () => {
    const before = await (await open()).wrap(secret, 'identity');
    await expect((await open(inVault())).unwrap(before, 'identity')).rejects.toThrow('not Vault');
    const both = await open({ ...inVault(), LETHE_MASTER_KEY_BEFORE: 'file' });
    expect(Buffer.from(await both.unwrap(before, 'identity'))).toEqual(secret);
    const after = Buffer.from(await both.wrap(secret, 'identity'));
    expect(after.toString()).toMatch(/^vault:v1:/);
  });

  it('stops the start where Vault is said, but not where it is', async () => {
    await expect(open({ LETHE_MASTER_KEY: 'vault' })).rejects.toThrow('LETHE_VAULT_ADDR, LETHE_VAULT_TOKEN_FILE');
  });
});

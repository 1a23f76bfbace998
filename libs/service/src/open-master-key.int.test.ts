import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { vaultDouble } from '../../sealing/src/testing/vault-double.ts';
import { openMasterKey } from './open-master-key.ts';
import { readSettings } from './read-settings.ts';

const secret = Buffer.from('a service key of thirty-two byte');

describe('The setting of who keeps the master key', () => {
  let data: string;
  let vault: Awaited<ReturnType<typeof vaultDouble>>;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'lethe-master-'));
    vault = await vaultDouble('s.token');
    vault.makeKey('lethe');
    writeFileSync(join(data, 'token'), 's.token');
  });
  afterEach(async () => {
    await vault.stop();
    rmSync(data, { recursive: true });
  });
  const open = (over: Readonly<Record<string, string>> = {}) =>
    openMasterKey(
      readSettings('identity', z.object({}), {
        LETHE_POSTGRES_URL: 'postgres://localhost',
        LETHE_NATS_URL: 'nats://localhost',
        LETHE_DATA: data,
        LETHE_MODE: 'production',
        LETHE_WITHOUT_TLS: 'postgres,nats,vault',
        ...over,
      }),
    );
  const inVault = () => ({
    LETHE_MASTER_KEY: 'vault',
    LETHE_VAULT_ADDR: vault.address,
    LETHE_VAULT_TOKEN_FILE: join(data, 'token'),
  });

  it('is a file in the data folder where nothing is said', async () => {
    const wrapped = await (await open()).wrap(secret, 'identity');
    expect(Buffer.from(await (await open()).unwrap(wrapped, 'identity'))).toEqual(secret);
  });

  it('lets the group of the file read it only where that is said', async () => {
    await open();
    chmodSync(join(data, 'keys', 'master.key'), 0o440);
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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileMasterKey } from './file-master-key.ts';
import { inSuccession } from './master-key-succession.ts';
import { masterKeyContract } from './master-key.contract.ts';
import { vaultDouble } from './testing/vault-double.ts';
import { vaultMasterKey } from './vault-master-key.ts';
import type { VaultOptions } from './vault-master-key.ts';

const secret = Buffer.from('a service key of thirty-two byte');

describe('A master key in Vault (against a double)', () => {
  let vault: Awaited<ReturnType<typeof vaultDouble>>;
  let folder: string;
  const options = (over: Partial<VaultOptions> = {}): VaultOptions => ({
    address: vault.address,
    key: 'lethe',
    tokenFile: join(folder, 'token'),
    ...over,
  });
  const open = (over: Partial<VaultOptions> = {}) => vaultMasterKey(options(over));
  beforeEach(async () => {
    vault = await vaultDouble('s.token');
    vault.makeKey('lethe');
    vault.makeKey('another');
    folder = await mkdtemp(join(tmpdir(), 'lethe-vault-'));
    await writeFile(join(folder, 'token'), 's.token\n');
  });
  afterEach(async () => {
    await vault.stop();
    await rm(folder, { recursive: true });
  });

  masterKeyContract(
    async () => open(),
    async () => open({ key: 'transit/another' }),
  );

  const expectUnavailable = async (act: Promise<unknown>, text: RegExp) =>
    expect(act).rejects.toMatchObject({ name: 'MasterKeyUnavailable', message: expect.stringMatching(text) });

  it('takes the token from its file anew each time, as whoever renews it wrote it', async () => {
    const master = open();
    const wrapped = await master.wrap(secret, 'identity');
    await writeFile(join(folder, 'token'), 's.expired');
    await expectUnavailable(master.unwrap(wrapped, 'identity'), /refuses transit\/decrypt\/lethe .* expired/);
    await writeFile(join(folder, 'token'), 's.token');
    expect(Buffer.from(await master.unwrap(wrapped, 'identity'))).toEqual(secret);
  });

  it('says what to do where Vault cannot be asked, and never shows the token', async () => {
    await expectUnavailable(open({ tokenFile: join(folder, 'none') }).wrap(secret, 'identity'), /no token .*none/);
    await expectUnavailable(
      open({ address: 'http://127.0.0.1:1' }).wrap(secret, 'identity'),
      /127.0.0.1:1 does not answer/,
    );
    await expectUnavailable(open({ key: 'missing' }).wrap(secret, 'identity'), /no transit key/);
    await expectUnavailable(open({ key: 'elsewhere/lethe' }).wrap(secret, 'identity'), /no transit key/);
    vault.state.forbidden = ['rotate'];
    await expectUnavailable(open().renew(), /refuses transit\/keys\/lethe\/rotate .* policy/);
    vault.state.status = 500;
    await expectUnavailable(open().wrap(secret, 'identity'), /with 500/);
    vault.state.status = 0;
    vault.state.sealed = true;
    await expectUnavailable(open().wrap(secret, 'identity'), /sealed\. Unseal it/);
    await expect(open().wrap(secret, 'identity')).rejects.not.toThrow(/s\.token/);
  });

  it('gives up after its time is over', async () => {
    vault.state.delayMs = 500;
    await expectUnavailable(open({ timeoutMs: 50 }).wrap(secret, 'identity'), /for 50 ms/);
  });

  it('gives up as well where the answer begins in time and stops, or breaks off, in the middle (L1)', async () => {
    vault.state.stalls = true;
    await expectUnavailable(open({ timeoutMs: 200 }).wrap(secret, 'identity'), /for 200 ms/);
    vault.state.stalls = false;
    vault.state.breaks = true;
    await expectUnavailable(open().wrap(secret, 'identity'), /does not answer at all/);
  });

  it('does not take an outage for a wrong key', async () => {
    const wrapped = await open().wrap(secret, 'identity');
    vault.state.status = 500;
    await expectUnavailable(open().unwrap(wrapped, 'identity'), /with 500/);
  });

  it('follows a file: it wraps, and both unwrap', async () => {
    const file = await fileMasterKey({ path: join(folder, 'master.key') });
    const before = await file.wrap(secret, 'identity');
    await expect(open().unwrap(before, 'identity')).rejects.toThrow('It was not Vault that wrapped this');
    const both = inSuccession(open(), file);
    expect(Buffer.from(await both.unwrap(before, 'identity'))).toEqual(secret);
    const after = await both.wrap(secret, 'identity');
    expect(Buffer.from(await open().unwrap(after, 'identity'))).toEqual(secret);
    vault.state.sealed = true;
    await expectUnavailable(both.unwrap(after, 'identity'), /sealed/);
  });
});

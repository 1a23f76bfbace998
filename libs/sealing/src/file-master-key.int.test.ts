import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileMasterKey as openMasterKey } from './file-master-key.ts';
import { masterKeyContract } from './master-key.contract.ts';

describe('A master key in a file', () => {
  let folder: string;
  const path = () => join(folder, 'keys', 'master.key');
  const fileMasterKey = (at: string) => openMasterKey({ path: at });
  const secret = Buffer.from('a service key of thirty-two byte');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lethe-master-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made where there is none: 32 bytes that only the owner may read, and nothing beside it', async () => {
    await fileMasterKey(path());
    const { mode, size } = await stat(path());
    expect(mode & 0o777).toBe(0o600);
    expect(size).toBe(32);
    expect(await readdir(join(folder, 'keys'))).toEqual(['master.key']);
  });

  masterKeyContract(
    () => fileMasterKey(path()),
    () => fileMasterKey(join(folder, 'other', 'master.key')),
  );

  it('keeps its generations in files beside it, and the newest alone once the others are retired', async () => {
    const master = await fileMasterKey(path());
    await master.renew();
    await master.renew();
    expect((await readdir(join(folder, 'keys'))).toSorted()).toEqual(['master.key', 'master.key.2', 'master.key.3']);
    await master.retire(3);
    expect(await readdir(join(folder, 'keys'))).toEqual(['master.key.3']);
    await fileMasterKey(path());
    expect(await readdir(join(folder, 'keys'))).toEqual(['master.key.3']);
  });

  it('is one key for processes that start at the same time', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 10 }, () => fileMasterKey(path())));
    const wrapped = await first?.wrap(secret, 'identity');
    for (const other of others) expect(Buffer.from(await other.unwrap(wrapped ?? secret, 'identity'))).toEqual(secret);
  });

  it('is refused where others may read it', async () => {
    await fileMasterKey(path());
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(path(), mode);
      await expect(fileMasterKey(path())).rejects.toThrow('may be read by others');
    }
  });

  it('may be read by its group where that is said, never written by it, and never read by all', async () => {
    await fileMasterKey(path());
    const open = () => openMasterKey({ path: path(), groupReadable: true });
    for (const mode of [0o440, 0o640, 0o400]) {
      await chmod(path(), mode);
      const master = await open();
      expect(Buffer.from(await master.unwrap(await master.wrap(secret, 'identity'), 'identity'))).toEqual(secret);
    }
    for (const mode of [0o460, 0o450, 0o444]) {
      await chmod(path(), mode);
      await expect(open()).rejects.toThrow('may be read by others');
    }
  });

  it('is refused where it has another length, and left as it is', async () => {
    const short = join(folder, 'short.key');
    await writeFile(short, 'too short', { mode: 0o600 });
    await expect(fileMasterKey(short)).rejects.toThrow('holds 9 bytes');
    expect(await readFile(short, 'utf8')).toBe('too short');
  });
});

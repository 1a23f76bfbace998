import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileMasterKey } from './file-master-key.ts';

describe('A master key in a file', () => {
  let folder: string;
  const path = () => join(folder, 'keys', 'master.key');
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

  it('unwraps after a restart what it wrapped, and shows nothing of it', async () => {
    const wrapped = Buffer.from(await (await fileMasterKey(path())).wrap(secret, 'identity'));
    expect(wrapped.includes(secret)).toBe(false);
    const restarted = await fileMasterKey(path());
    expect(Buffer.from(await restarted.unwrap(wrapped, 'identity'))).toEqual(secret);
  });

  it('unwraps nothing in another context, nor what another key wrapped', async () => {
    const master = await fileMasterKey(path());
    const wrapped = await master.wrap(secret, 'identity');
    await expect(master.unwrap(wrapped, 'session')).rejects.toThrow('unable to authenticate');
    const other = await fileMasterKey(join(folder, 'other.key'));
    await expect(other.unwrap(wrapped, 'identity')).rejects.toThrow('unable to authenticate');
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

  it('is refused where it has another length, and left as it is', async () => {
    const short = join(folder, 'short.key');
    await writeFile(short, 'too short', { mode: 0o600 });
    await expect(fileMasterKey(short)).rejects.toThrow('holds 9 bytes');
    expect(await readFile(short, 'utf8')).toBe('too short');
  });
});

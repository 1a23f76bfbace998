import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decrypt, encrypt, keyBytes, newKey } from './aead.ts';
import type { MasterKey } from './master-key.ts';

/**
 * A master key in a file of 32 bytes, for development and for one machine. It is made where there is none.
 * Whoever loses the file loses all personal data; whoever keeps an old copy of it can undo no destruction by itself.
 * @throws Error where the file has another length or somebody but its owner may read it.
 */
export const fileMasterKey = async (path: string): Promise<MasterKey> => {
  const key = (await readKey(path)) ?? (await makeKey(path));
  return {
    wrap: async (plain, context) => encrypt(key, plain, context),
    unwrap: async (wrapped, context) => decrypt(key, wrapped, context),
  };
};

const readKey = async (path: string): Promise<Uint8Array | undefined> => {
  const file = await open(path, 'r').catch(unless('ENOENT'));
  if (file === undefined) return undefined;
  try {
    const { mode } = await file.stat();
    if ((mode & 0o077) !== 0) throw new Error(`${path} may be read by others. Take it away from them: chmod 600.`);
    const key = await file.readFile();
    if (key.length !== keyBytes) throw new Error(`${path} holds ${key.length} bytes. A master key has ${keyBytes}.`);
    return key;
  } finally {
    await file.close();
  }
};

/** Written aside and linked into place, so that of processes that start together all read one whole key. */
const makeKey = async (path: string): Promise<Uint8Array> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomUUID()}`;
  try {
    await writeDurably(aside, newKey());
    await link(aside, path).catch(unless('EEXIST'));
  } finally {
    await rm(aside, { force: true });
  }
  await syncDirectory(dirname(path));
  const key = await readKey(path);
  if (key === undefined) throw new Error(`${path} disappeared while it was made.`);
  return key;
};

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
};

const unless =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };

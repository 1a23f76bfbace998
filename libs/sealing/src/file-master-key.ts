import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { decrypt, encrypt, keyBytes, newKey } from './aead.ts';
import type { MasterKey } from './master-key.ts';

/**
 * `groupReadable`: the file's group may read it too, as Kubernetes mounts secrets for a pod that runs as somebody else.
 * `former`: it only unwraps what it wrapped before, and is not made where it is gone.
 */
export type FileMasterKeyOptions = Readonly<{ path: string; groupReadable?: boolean; former?: boolean }>;

/**
 * A master key in a file of 32 bytes, for development and for one machine. It is made where there is none. Its later
 * generations lie beside it: `master.key`, `master.key.2`, `master.key.3`. They are read at every use, which is rare, so
 * that a key that was brought in by another process is used from then on.
 * Whoever loses the files loses all personal data; whoever keeps an old copy of them can undo no destruction by itself.
 * @throws Error where a file has another length or somebody else may read it.
 */
export const fileMasterKey = async (options: FileMasterKeyOptions): Promise<MasterKey> => {
  const { path, former = false } = options;
  if (!former && !(await hasFileMasterKey(path))) await makeKey(path);
  const keys = async (): Promise<readonly Uint8Array[]> => {
    const generations = await generationsOf(path);
    return Promise.all(generations.map((generation) => readKey(fileOf(path, generation), options)));
  };
  await keys();
  return {
    wrap: async (plain, context) => encrypt(newestOf(path, await keys()), plain, context),
    unwrap: async (wrapped, context) => unwrapWithAny(await keys(), wrapped, context),
    newest: () => newestGeneration(path),
    renew: async () => makeKey(fileOf(path, (await newestGeneration(path)) + 1)),
    retire: async (before) => {
      const older = (await generationsOf(path)).slice(0, -1).filter((generation) => generation < before);
      if (older.length === 0) return;
      for (const generation of older) await rm(fileOf(path, generation), { force: true });
      await syncDirectory(dirname(path));
    },
  };
};

export const hasFileMasterKey = async (path: string): Promise<boolean> => (await generationsOf(path)).length > 0;

/** All its generations. What only they can unwrap is lost. */
export const removeFileMasterKey = async (path: string): Promise<void> => {
  for (const generation of await generationsOf(path)) await rm(fileOf(path, generation));
  await syncDirectory(dirname(path));
};

const fileOf = (path: string, generation: number): string => (generation === 1 ? path : `${path}.${generation}`);

const newestGeneration = async (path: string): Promise<number> => (await generationsOf(path)).at(-1) ?? 0;

/** Oldest first. */
const generationsOf = async (path: string): Promise<readonly number[]> => {
  const name = basename(path);
  const files = (await readdir(dirname(path)).catch(unless('ENOENT'))) ?? [];
  return files
    .flatMap((file) => {
      if (file === name) return [1];
      const suffix = file.startsWith(`${name}.`) ? file.slice(name.length + 1) : '';
      return /^[1-9]\d*$/.test(suffix) ? [Number(suffix)] : [];
    })
    .toSorted((a, b) => a - b);
};

const newestOf = (path: string, keys: readonly Uint8Array[]): Uint8Array => {
  const newest = keys.at(-1);
  if (newest === undefined) throw new Error(`${path} is gone. Bring it back: what it wrapped opens with nothing else.`);
  return newest;
};

const unwrapWithAny = (keys: readonly Uint8Array[], wrapped: Uint8Array, context: string): Uint8Array => {
  for (const key of keys.toReversed())
    try {
      return decrypt(key, wrapped, context);
    } catch {
      // An older generation may have wrapped it.
    }
  throw new Error('No generation of the master key wrapped this, in this context.');
};

const readKey = async (path: string, { groupReadable = false }: FileMasterKeyOptions): Promise<Uint8Array> => {
  const file = await open(path, 'r');
  try {
    const { mode } = await file.stat();
    if ((mode & (groupReadable ? 0o037 : 0o077)) !== 0)
      throw new Error(`${path} may be read by others. Take it away from them: chmod ${groupReadable ? 440 : 600}.`);
    const key = await file.readFile();
    if (key.length !== keyBytes) throw new Error(`${path} holds ${key.length} bytes. A master key has ${keyBytes}.`);
    return key;
  } finally {
    await file.close();
  }
};

/** Written aside and linked into place, so that of processes that start together all read one whole key. */
const makeKey = async (path: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = join(dirname(path), `new-${randomUUID()}`);
  try {
    await writeDurably(aside, newKey());
    await link(aside, path).catch(unless('EEXIST'));
  } finally {
    await rm(aside, { force: true });
  }
  await syncDirectory(dirname(path));
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

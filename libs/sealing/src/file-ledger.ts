import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { beginning, bytesAt, findMark, markBehind, placeOf } from './file-ledger-mark.ts';
import type { Found } from './file-ledger-mark.ts';
import { isKnown, LedgerBroken, LedgerUnwritten } from './ledger.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

const sliceBytes = 1024 * 1024;
const newline = 0x0a;

/**
 * A ledger in a file on a local disk, one entry a line. Entries that come at once are one write to the end of the file
 * (O_APPEND), so writers of several processes do not mix. Each begins with a line feed of its own: what a crash or a full
 * disk cut off stays on a line alone and was never answered for, so that it is passed over. It is not taken back: somebody
 * else may have written behind it, and a reader's mark may stand in it.
 *
 * A mark is an offset and the digest of everything before it, so that a file that was cut off, taken from a back-up,
 * changed or brought from elsewhere is not the ledger that was read. It is checked from the beginning once in a process, and
 * goes on from there.
 */
export const fileLedger = (path: string): Ledger => {
  let found = beginning;
  return {
    write: (entries) =>
      append(path, Buffer.from(entries.map((entry) => `\n${JSON.stringify(entry)}\n`).join(''))).catch(
        (cause: unknown) => {
          throw new LedgerUnwritten(path, cause);
        },
      ),
    after: async (mark) => {
      const file = await openToRead(path);
      if (file === undefined) {
        if (placeOf(path, mark).offset > 0) throw new LedgerBroken(`The ledger ${path} is missing.`);
        return { entries: [], mark };
      }
      try {
        found = await findMark(path, file, mark, found);
        return await slice(path, file, found);
      } finally {
        await file.close();
      }
    },
  };
};

const append = async (path: string, lines: Buffer): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    const begins = (await file.stat()).size === 0;
    const { bytesWritten } = await file.write(lines);
    if (bytesWritten < lines.length) throw Object.assign(new Error('A part only was written.'), { code: 'ENOSPC' });
    await file.sync();
    if (begins) await syncDirectory(dirname(path));
  } finally {
    await file.close();
  }
};

const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
};

const openToRead = (path: string): Promise<FileHandle | undefined> =>
  open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

const slice = async (path: string, file: FileHandle, from: Found) => {
  const read = await bytesAt(file, from.offset, sliceBytes);
  const whole = read.subarray(0, read.lastIndexOf(newline) + 1);
  if (read.length === sliceBytes && whole.length === 0) throw notAnEntry(path);
  // Its writer may have died before it was.
  if (whole.length > 0) await file.datasync();
  return { entries: entriesOf(path, whole), mark: markBehind(from, whole) };
};

/** An entry ends with a brace; without one it is what was left of a write that was never answered for. */
const entriesOf = (path: string, lines: Buffer): readonly LedgerEntry[] =>
  lines
    .toString()
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => entryOf(path, line))
    .filter(isKnown);

const entryOf = (path: string, line: string): Readonly<{ kind: string }> => {
  try {
    const entry = JSON.parse(line) as Readonly<{ kind: string }>;
    if (typeof entry.kind !== 'string') throw new TypeError('An entry has a kind.');
    return entry;
  } catch (cause) {
    throw notAnEntry(path, cause);
  }
};

const notAnEntry = (path: string, cause?: unknown): LedgerBroken =>
  new LedgerBroken(`The ledger ${path} holds a line that is no entry: somebody else changed it.`, { cause });

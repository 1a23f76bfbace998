import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LedgerBroken, LedgerUnwritten } from './ledger.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

const sliceBytes = 1024 * 1024;
const newline = 0x0a;

/**
 * A ledger in a file on a local disk, one entry a line; a mark is an offset. Each entry is one write to the end of the
 * file (O_APPEND), so writers of several processes do not mix. It begins with a line feed of its own: what a crash or a
 * full disk cut off stays on a line alone and was never answered for, so that it is passed over. It is not taken back:
 * somebody else may have written behind it, and a reader's mark may stand in it.
 */
export const fileLedger = (path: string): Ledger => ({
  write: (entry) =>
    append(path, Buffer.from(`\n${JSON.stringify(entry)}\n`)).catch((cause: unknown) => {
      throw new LedgerUnwritten(path, cause);
    }),
  after: (mark) => slice(path, Number(mark)),
});

const append = async (path: string, line: Buffer): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    const begins = (await file.stat()).size === 0;
    const { bytesWritten } = await file.write(line);
    if (bytesWritten < line.length) throw Object.assign(new Error('A part only was written.'), { code: 'ENOSPC' });
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

const slice = async (path: string, offset: number) => {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (file === undefined) {
    if (offset > 0) throw cutOff(path);
    return { entries: [], mark: '' };
  }
  try {
    await assertMark(path, file, offset);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sliceBytes), 0, sliceBytes, offset);
    const whole = buffer.subarray(0, buffer.subarray(0, bytesRead).lastIndexOf(newline) + 1);
    return { entries: entriesOf(path, whole), mark: offset + whole.length === 0 ? '' : String(offset + whole.length) };
  } finally {
    await file.close();
  }
};

/** A mark stands behind a line. */
const assertMark = async (path: string, file: FileHandle, offset: number): Promise<void> => {
  if (offset === 0) return;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, offset - 1);
  if (bytesRead === 0 || buffer[0] !== newline) throw cutOff(path);
};

const cutOff = (path: string): LedgerBroken =>
  new LedgerBroken(
    `${path} is not the ledger this database has read before, or was cut off. Bring the right one back: ` +
      'without it, what a restore forgot would come back to life.',
  );

/** An entry ends with a brace; without one it is what was left of a write that was never answered for. */
const entriesOf = (path: string, lines: Buffer): readonly LedgerEntry[] =>
  lines
    .toString()
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => entryOf(path, line))
    .filter(({ kind }) => kind === 'key-destroyed');

const entryOf = (path: string, line: string): LedgerEntry => {
  try {
    const entry = JSON.parse(line) as LedgerEntry;
    if (typeof entry.kind !== 'string') throw new TypeError('An entry has a kind.');
    return entry;
  } catch (cause) {
    throw new LedgerBroken(`${path} holds a line that is no entry. It was changed by somebody else.`, { cause });
  }
};

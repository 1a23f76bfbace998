import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { LedgerBroken } from './ledger.ts';
import type { LedgerMark } from './ledger.ts';

const pieceBytes = 1024 * 1024;
/** So much before a mark holds a whole entry, which no other ledger has there. */
const tailBytes = 1024;
const newline = 0x0a;

/** A mark that was found in the file: what everything before it comes to, and what stands right before it. */
export type Found = Readonly<{ offset: number; hash: Hash; tail: Buffer }>;

export const beginning: Found = { offset: 0, hash: createHash('sha256'), tail: Buffer.alloc(0) };

/** The mark behind what comes next. */
export const markBehind = ({ offset, hash }: Omit<Found, 'tail'>, next: Buffer): LedgerMark => {
  const behind = offset + next.length;
  return behind === 0 ? '' : `${behind}:${hash.copy().update(next).digest('base64url')}`;
};

/** Builds before noted no digest: once, the place alone is held to be right. */
export const placeOf = (path: string, mark: LedgerMark): Readonly<{ offset: number; digest: string | undefined }> => {
  const [offset, digest] = mark.split(':');
  if (!Number.isSafeInteger(Number(offset)))
    throw new LedgerBroken(`The ledger ${path} is a file, and what was read before was none.`);
  return { offset: Number(offset), digest };
};

/**
 * Finds a mark again, on from one that was found before.
 * @throws LedgerBroken where something else stands before it, or nothing.
 */
export const findMark = async (path: string, file: FileHandle, mark: LedgerMark, before: Found): Promise<Found> => {
  const place = placeOf(path, mark);
  let { offset, hash, tail } = (await leadsTo(file, place.offset, before)) ? before : beginning;
  hash = hash.copy();
  while (offset < place.offset) {
    const next = await bytesAt(file, offset, Math.min(pieceBytes, place.offset - offset));
    if (next.length === 0)
      throw new LedgerBroken(
        `The ledger ${path} was cut off, or is an older copy: ${place.offset} bytes were read before, and it has ${offset}.`,
      );
    hash.update(next);
    // A copy: the piece itself is not kept.
    tail = Buffer.concat([tail, next.subarray(-tailBytes)]).subarray(-tailBytes);
    offset += next.length;
  }
  const isSame = place.digest === undefined || place.digest === hash.copy().digest('base64url');
  if (!isSame || (offset > 0 && tail.at(-1) !== newline))
    throw new LedgerBroken(
      `The ledger ${path} is not the one that was read before: it is another installation's, an older copy that was ` +
        `written on, or one of its first ${offset} bytes was changed.`,
    );
  return { offset, hash, tail };
};

/** Also where the file was replaced in the meantime. */
const leadsTo = async (file: FileHandle, offset: number, before: Found): Promise<boolean> => {
  if (before.offset === 0 || before.offset > offset) return false;
  const { length } = before.tail;
  return (await bytesAt(file, before.offset - length, length)).equals(before.tail);
};

/** Fewer where the file ends. */
export const bytesAt = async (file: FileHandle, offset: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
};

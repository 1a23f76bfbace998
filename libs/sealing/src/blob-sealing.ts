import { hkdfSync, randomBytes } from 'node:crypto';
import { boxOverhead, decrypt, encrypt, keyBytes } from './aead.ts';
import { SealBroken } from './sealing.ts';
import type { Bytes, Origin } from './sealing.ts';

const chunkBytes = 64 * 1024;
const saltBytes = 16;

type Blob = Readonly<{ key: Uint8Array; subject: string; origin: Origin }>;

/**
 * Large bytes as a salt and a row of boxes of 64 KiB, each under HKDF(subject key, salt). Its place and whether it is the
 * last one are authenticated with each, so that none can be moved, repeated, left out or taken from another blob.
 */
export const sealBlob = async function* (blob: Blob, bytes: Bytes): Bytes {
  const salt = randomBytes(saltBytes);
  yield salt;
  const key = blobKeyOf(blob, salt);
  let place = 0;
  for await (const { piece, last } of piecesOf(bytes, chunkBytes)) {
    yield encrypt(key, piece, contextOf(blob, place, last));
    place += 1;
  }
};

export const openBlob = async function* (blob: Blob, bytes: Bytes): Bytes {
  let key: Uint8Array | undefined;
  let place = 0;
  const boxes = piecesOf(bytes, chunkBytes + boxOverhead, saltBytes);
  for await (const { piece, last } of boxes) {
    if (key === undefined) {
      // Even empty bytes have one box behind the salt.
      if (last) throw new SealBroken(blob.origin);
      key = blobKeyOf(blob, piece);
    } else {
      yield opened(blob, key, piece, place, last);
      place += 1;
    }
  }
};

const opened = (blob: Blob, key: Uint8Array, box: Uint8Array, place: number, last: boolean): Uint8Array => {
  try {
    return decrypt(key, box, contextOf(blob, place, last));
  } catch {
    throw new SealBroken(blob.origin);
  }
};

const blobKeyOf = ({ key }: Blob, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, 'lethe blob', keyBytes));

const contextOf = ({ subject, origin }: Blob, place: number, last: boolean): string =>
  JSON.stringify([subject, origin, place, last]);

type Piece = Readonly<{ piece: Uint8Array; last: boolean }>;

/** All of one size, but for the first where it has its own, and for the last, which may be shorter or empty. */
const piecesOf = async function* (bytes: Bytes, size: number, firstSize = size): AsyncGenerator<Piece> {
  let held = Buffer.alloc(0);
  let next = firstSize;
  for await (const part of bytes) {
    held = Buffer.concat([held, part]);
    while (held.length > next) {
      yield { piece: held.subarray(0, next), last: false };
      held = held.subarray(next);
      next = size;
    }
  }
  yield { piece: held, last: true };
};

import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** How much longer a box is than what is in it. */
export const boxOverhead = nonceBytes + tagBytes;

/** 256 bit, as AES-256 and HMAC-SHA-256 want them. */
export const keyBytes = 32;
export const newKey = (): Uint8Array => randomBytes(keyBytes);

/**
 * AES-256-GCM under a fresh random nonce: nonce, ciphertext, tag in one piece.
 * One key may seal 2^32 values this way (NIST SP 800-38D, 8.3).
 */
export const encrypt = (key: Uint8Array | KeyObject, plain: Uint8Array, context: string): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** @throws Error where the box is cut off or changed, or the key or the context is another one. */
export const decrypt = (key: Uint8Array | KeyObject, box: Uint8Array, context: string): Buffer => {
  if (box.length < boxOverhead) throw new Error('The box is cut off.');
  const decipher = createDecipheriv(algorithm, key, box.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(box.subarray(-tagBytes));
  const plain = decipher.update(box.subarray(nonceBytes, -tagBytes));
  // GCM gives all of it at once and nothing at the end, where it only checks the tag.
  decipher.final();
  return plain;
};

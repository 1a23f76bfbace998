import type { Personal, Shredded } from '@lethe/contracts';
import type { Json } from '@lethe/event-store';

/** Where a value was first stored: stream, event type, field. Authenticated with the ciphertext, so it cannot be moved. */
export type Origin = `${string}|${string}|${string}`;
export const originOf = (stream: string, type: string, field: string): Origin => `${stream}|${type}|${field}`;

/** A personal value at rest, in an event, a read model's column, an outbox or a blob alike. */
export type Sealed = Readonly<{ $sealed: Readonly<{ subject: string; origin: Origin; box: string }> }>;

export type Receipt = Readonly<{ subject: string; destroyedAt: string }>;

/**
 * One key per subject and service, wrapped, in a database of its own. A destroyed key leaves a tombstone:
 * no key is ever made again for that subject.
 */
export interface SubjectKeys {
  /** Makes the key where there is none yet. Undefined where it was destroyed. */
  make(subject: string): Promise<Uint8Array | undefined>;
  /** Those that exist; a subject whose key was never made or is destroyed is missing. */
  open(subjects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Idempotent: destroying again gives the first receipt. Afterwards nobody opens or makes the key. */
  destroy(subject: string, at: string): Promise<Receipt>;
}

export type Plain = Readonly<{ value: Json; subject: string; origin: Origin }>;

/** A stream of bytes in parts of any size, for example a Node.js readable. */
export type Bytes = AsyncIterable<Uint8Array>;

export interface Sealing {
  /** AES-256-GCM, fresh nonce, AAD = subject and origin. @throws KeyDestroyed where a subject's key is destroyed. */
  seal(values: readonly Plain[]): Promise<readonly Sealed[]>;
  /** In one batch, in order. @throws SealBroken where a ciphertext was moved, flipped or cut off; never another's plaintext. */
  open(values: readonly Sealed[]): Promise<readonly Personal<Json>[]>;
  /** For attachments and pictures: sealed while they stream, 28 bytes longer per 64 KiB. @throws KeyDestroyed */
  sealBytes(subject: string, origin: Origin, bytes: Bytes): Promise<Bytes>;
  /**
   * Each part that it gives was sealed for this place; that none is missing at the end is known only at the end.
   * @throws SealBroken while streaming, also where it was cut off: then nothing of it may be kept.
   */
  openBytes(subject: string, origin: Origin, bytes: Bytes): Promise<Bytes | Shredded>;
  /** HMAC of a request under a key derived from the subject's key; null where that key is destroyed. Makes the key where there is none. */
  digest(subject: string, text: string): Promise<string | null>;
  /**
   * HMAC under the service's own token key, which stays: of ids, tokens and codes, which nobody guesses. What people have and
   * others can guess is for `indexes`.
   */
  mac(kind: string, value: string): string;
  /**
   * Blind indexes of an address or whatever else can be guessed, under each index key there is: the first one is to be written.
   * `value` is normalised already. @throws IndexKeyMissing
   */
  indexes(kind: string, value: string): readonly [string, ...string[]];
  destroy(subject: string, at: string): Promise<Receipt>;
  /** By then every generation of keys is retired that ever wrapped what was destroyed at that instant (K1). */
  goneBy(destroyedAt: string): string;
  /**
   * The same, reading each key once: for what one command opens, digests and seals, and not longer.
   * @param ahead whose keys are read at once, in the background; none is made by that.
   */
  forOneCommand(ahead?: readonly string[]): Sealing;
}

/** The log names an index key that the keys database does not have, as after a restore: it comes again by itself (ADR 40). */
export class IndexKeyMissing extends Error {
  override readonly name = 'IndexKeyMissing';
  constructor(readonly id: number) {
    super(`Index key ${id} is not there. All indexes are made anew under a new one, and until then nothing is found.`);
  }
}

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && '$sealed' in value;

export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
  constructor(readonly subject: string) {
    super(`The key of ${subject} is destroyed. Nothing can be written for it any more.`);
  }
}

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor(readonly origin: Origin) {
    super(`The sealed value of ${origin} does not open: it was moved, changed or cut off.`);
  }
}

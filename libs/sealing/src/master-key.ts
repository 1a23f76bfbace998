/**
 * The key above all others. It never leaves where it is kept (a file, a KMS, a transit engine) and only wraps and unwraps
 * a service's own keys: at start, where a replica meets a wrapping key that is new to it, and at rotation.
 *
 * It may have several generations: wrapped is under the newest, unwrapped under any that is left, without being told which.
 * An adapter passes `master-key.contract.ts`. For a KMS: `wrap` and `unwrap` are its Encrypt and Decrypt with the context as
 * encryption context; `newest` counts its versions, `renew` asks for another one, or does nothing where the KMS rotates
 * by itself; `retire` disables what is older.
 */
export interface MasterKey {
  /** `context` says what is wrapped and is authenticated with it: the same one is needed to unwrap. */
  wrap(key: Uint8Array, context: string): Promise<Uint8Array>;
  /** @throws Error where it was wrapped under another key or context, or changed; MasterKeyUnavailable. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
  /** The number of the newest generation; a later one has a higher number. */
  newest(): Promise<number>;
  /** Brings in a new generation: once this answers, everybody who sees it wraps under it. */
  renew(): Promise<void>;
  /** Takes away all generations before that one, never the newest. What only they can unwrap is lost. Harmless again. */
  retire(before: number): Promise<void>;
}

/** The master key could not be asked, which says nothing about what it was asked: an outage, or somebody must act. */
export class MasterKeyUnavailable extends Error {
  override readonly name = 'MasterKeyUnavailable';
}

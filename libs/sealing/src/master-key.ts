/**
 * The key above all others. It never leaves where it is kept (a file, a KMS, a transit engine) and only wraps and unwraps
 * a service's own keys, at start and at rotation.
 */
export interface MasterKey {
  /** `context` says what is wrapped and is authenticated with it: the same one is needed to unwrap. */
  wrap(key: Uint8Array, context: string): Promise<Uint8Array>;
  /** @throws Error where it was wrapped under another key or context, or changed. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}

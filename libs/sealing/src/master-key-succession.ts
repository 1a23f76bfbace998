import { MasterKeyUnavailable } from './master-key.ts';
import type { MasterKey } from './master-key.ts';

/** One keeper follows another, for example Vault a file: the new one wraps, both unwrap, until all is wrapped anew. */
export const inSuccession = (now: MasterKey, before: MasterKey): MasterKey => ({
  ...now,
  unwrap: (wrapped, context) =>
    now.unwrap(wrapped, context).catch((error: unknown) => {
      if (error instanceof MasterKeyUnavailable) throw error;
      return before.unwrap(wrapped, context);
    }),
});

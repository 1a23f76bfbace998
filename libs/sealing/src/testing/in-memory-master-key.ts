import { decrypt, encrypt, newKey } from '../aead.ts';
import type { MasterKey } from '../master-key.ts';

/** A test double: a master key with generations that says how often it was asked. */
export const inMemoryMasterKey = (): MasterKey & Readonly<{ unwraps: () => number }> => {
  let keys: readonly Uint8Array[] = [newKey()];
  let newest = 1;
  let unwraps = 0;
  return {
    wrap: async (key, context) => encrypt(keys.at(-1) ?? newKey(), key, context),
    unwrap: async (wrapped, context) => {
      unwraps += 1;
      for (const key of keys)
        try {
          return decrypt(key, wrapped, context);
        } catch {
          // Another generation may have wrapped it.
        }
      throw new Error('None of the keys wrapped this.');
    },
    renew: async () => {
      keys = [...keys, newKey()];
      newest += 1;
    },
    newest: async () => newest,
    retire: async (before) => {
      keys = keys.slice(-Math.max(1, newest - before + 1));
    },
    unwraps: () => unwraps,
  };
};

import { MasterKeyUnavailable } from './master-key.ts';
import type { MasterKey } from './master-key.ts';

/**
 * One keeper follows others, for example Vault a file, or a service's own key one for all services: the new one wraps, all
 * of them unwrap, until all is wrapped anew.
 */
export const inSuccession = (now: MasterKey, ...before: readonly MasterKey[]): MasterKey => ({
  ...now,
  unwrap: async (wrapped, context) => {
    const failures: unknown[] = [];
    for (const each of [now, ...before])
      try {
        return await each.unwrap(wrapped, context);
      } catch (error) {
        if (error instanceof MasterKeyUnavailable) throw error;
        failures.push(error);
      }
    throw failures.at(-1);
  },
});

import type { ClearingPlan } from '@lethe/clearing';
import { type MfaKit } from '../mfa-kit.ts';
import { factorsStream } from '../factors.events.ts';

/** The secrets go with the key; there are no rows of the account beside its events. */
export const clearingPlan = (kit: MfaKit): ClearingPlan => ({
  clear: async ({ accountId }) => {
    const { events } = await kit.store.read(factorsStream(accountId));
    return { categories: { secrets: events.filter(({ type }) => type === 'TotpBindingStarted').length } };
  },
});

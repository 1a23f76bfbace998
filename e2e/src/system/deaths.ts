import type { ServiceName } from '@lethe/contracts';

/** Who dies, and where. */
export type Death = readonly [service: ServiceName, failpoint: string];

/** Where each service dies, once, in the middle of the saga; those of one list in the same cancellation. */
export const deathsTogether: readonly (readonly Death[])[] = [
  [
    ['cancellation', 'saga.before-settling'],
    ['identity', 'clearing.after-gate'],
    ['mfa', 'clearing.after-key'],
  ],
  [
    // Hold, two locks, Final; then it is in the ledger, and not yet in the log that it is (K5).
    ['cancellation', 'saga.before-settling:5'],
    ['session', 'clearing.after-clear'],
    ['workspace-ownership', 'consumer.after-handling'],
  ],
  [
    ['cancellation', 'relay.after-publish'],
    ['ticketing', 'clearing.after-gate'],
    ['notification', 'clearing.after-record'],
    ['gateway', 'gateway.after-call:4'],
  ],
];

export const nameOf = (deaths: readonly Death[]): string =>
  deaths.map(([name, failpoint]) => `${name} at ${failpoint}`).join(', ');

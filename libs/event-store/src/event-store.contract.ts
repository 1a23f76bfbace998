import { describe } from '@jest/globals';
import { appendingContract } from './contract/appending.contract.ts';
import { commandsContract } from './contract/commands.contract.ts';
import { logContract } from './contract/log.contract.ts';
import { lookUpsContract } from './contract/look-ups.contract.ts';
import { payloadsContract } from './contract/payloads.contract.ts';
import { twoWritersContract } from './contract/two-writers.contract.ts';
import type { Open, Promises } from './contract/writing.contract.ts';

/** What every event store promises. `open` gives a store with an empty log for each call. */
export const eventStoreContract = (name: string, open: Open, promises: Promises = { gaplessPositions: true }): void => {
  describe(`The event store ${name}`, () => {
    appendingContract(open);
    twoWritersContract(open);
    commandsContract(open);
    lookUpsContract(open);
    payloadsContract(open);
    logContract(open, promises);
  });
};

export { snapshotsContract } from './contract/snapshots.contract.ts';

import type { Unit } from '@lethe/journal';
import type { Account } from '../account/account.ts';
import type { IdentityEvent } from '../identity-kit.ts';
import { rosterFold, type Roster } from './roster.ts';
import { rosterStream } from './roster.events.ts';

/** The roster, where the account is on it: only then is its stream read, asserted and written. */
export const rosterOf = async (unit: Unit<IdentityEvent>, account: Account): Promise<Roster | undefined> =>
  account.status === 'unregistered' || account.staffRole === undefined
    ? undefined
    : unit.load(rosterStream, rosterFold);

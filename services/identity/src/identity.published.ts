import { publication, type Publication, type Published } from '@lethe/bus';
import { AccountLocked, AccountRegistered, AccountUnlocked, UsernameChanged } from '@lethe/contracts';
import type { AccountEvent } from './account/account.events.ts';

/** What other services learn of accounts (EVT-1): ids and instants, no names. */
export const identityPublished: Published = (stored): readonly Publication[] => {
  const event = stored as unknown as AccountEvent;
  const { accountId } = event.data;
  switch (event.type) {
    case 'AccountRegistered': {
      const { registeredAt, staffRole } = event.data;
      return [publication(AccountRegistered, accountId, { accountId, registeredAt, staff: staffRole !== undefined })];
    }
    case 'AccountOpened': {
      const { openedAt, staffRole } = event.data;
      const data = { accountId, registeredAt: openedAt, staff: staffRole !== undefined };
      return [publication(AccountRegistered, accountId, data)];
    }
    case 'UsernameChanged':
      return [publication(UsernameChanged, accountId, { accountId, changedAt: event.data.changedAt })];
    case 'AccountLocked':
      return [publication(AccountLocked, accountId, { accountId, lockedAt: event.data.lockedAt })];
    case 'AccountUnlocked':
      return [publication(AccountUnlocked, accountId, { accountId, unlockedAt: event.data.unlockedAt })];
    default:
      return [];
  }
};

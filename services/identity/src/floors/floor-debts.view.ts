import { atOnce, scheduleDue, type DueTables } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { AccountEvent } from '../account/account.events.ts';

export const floorDebt = 'raise-floor';

const owed = (accountId: string) => ({ kind: floorDebt, key: accountId, dueAt: atOnce });

/** Session is owed the floor of each change, until it has acknowledged it. */
export const floorDebts: View<AccountEvent, DueTables> = {
  name: 'floor_debts_v1',
  on: {
    PasswordChanged: (db, { data }) => scheduleDue(db, owed(data.accountId)),
    PasswordSet: (db, { data }) => (data.replaces ? scheduleDue(db, owed(data.accountId)) : []),
    StaffRoleChanged: (db, { data }) => scheduleDue(db, owed(data.accountId)),
    AccountLocked: (db, { data }) => scheduleDue(db, owed(data.accountId)),
    AccountUnlocked: (db, { data }) => scheduleDue(db, owed(data.accountId)),
  },
};

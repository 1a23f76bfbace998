import type { SessionKit } from '../session-kit.ts';

type KnownDevices = { known_devices: { device: string; account_id: string; signed_in_at: string } };
type Tables = ReturnType<typeof tablesIn>;

/** Of an account's browsers the newest so many are known: each has guesses of its own (ID-2a). */
export const mostDevicesOfAccount = 20;

type Noted = Readonly<{ device: string; accountId: string; at: string }>;

export interface DeviceRows {
  /** The last first. */
  accountsOf(device: string, bounds: Readonly<{ since: string; atMost: number }>): Promise<string[]>;
  /** @returns whether it is new to the account. */
  note(noted: Noted): Promise<boolean>;
  forget(accountId: string): Promise<void>;
  forgetBefore(instant: string): Promise<void>;
  count(accountId: string): Promise<number>;
}

const tablesIn = (database: SessionKit['database']) => database.withTables<KnownDevices>();
const ofAccount = (tables: Tables, accountId: string) =>
  tables.deleteFrom('known_devices').where('account_id', '=', accountId);

/** In which browsers somebody signed in to which account. Rows are digests, and go by themselves. */
export const deviceRows = (database: SessionKit['database']): DeviceRows => {
  const tables = tablesIn(database);
  return {
    accountsOf: async (device, { since, atMost }) => {
      const rows = tables.selectFrom('known_devices').select('account_id').where('device', '=', device);
      const newest = rows.where('signed_in_at', '>', since).orderBy('signed_in_at', 'desc').limit(atMost);
      return (await newest.execute()).map((row) => row.account_id);
    },
    note: async (noted) => {
      if (await moved(tables, noted)) return false;
      const row = { device: noted.device, account_id: noted.accountId, signed_in_at: noted.at };
      await tables
        .insertInto('known_devices')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await forgetOldest(tables, noted.accountId);
      return true;
    },
    forget: async (accountId) => {
      await ofAccount(tables, accountId).execute();
    },
    forgetBefore: async (instant) => {
      await tables.deleteFrom('known_devices').where('signed_in_at', '<=', instant).execute();
    },
    count: async (accountId) => {
      const rows = tables.selectFrom('known_devices').select('device').where('account_id', '=', accountId);
      return (await rows.execute()).length;
    },
  };
};

const moved = async (tables: Tables, { device, accountId, at }: Noted): Promise<boolean> => {
  const rows = tables.updateTable('known_devices').set({ signed_in_at: at }).where('device', '=', device);
  const { numUpdatedRows } = await rows.where('account_id', '=', accountId).executeTakeFirst();
  return numUpdatedRows > 0n;
};

const forgetOldest = (tables: Tables, accountId: string) =>
  ofAccount(tables, accountId)
    .where(({ eb, selectFrom }) => {
      const own = selectFrom('known_devices').select('device').where('account_id', '=', accountId);
      return eb('device', 'in', own.orderBy('signed_in_at', 'desc').orderBy('device').offset(mostDevicesOfAccount));
    })
    .execute();

import type { Pool, PoolClient } from 'pg';
import type { KeptDays } from './generations.ts';
import type { MasterKey } from './master-key.ts';
import type { KeyStore } from './service-keys.ts';

export type Keeping = KeyStore &
  Readonly<{
    kept: KeptDays;
    /** Who runs the service and has to see a master key before it wraps anything. Not the command line. */
    replica?: string;
    /** Whether it may bring in and take away master keys; without, somebody else does. */
    mayRenew: boolean;
    /** Whether a generation stays until a back-up of what follows it is noted. */
    awaitsBackUp: boolean;
    /** Somebody else kept the master key before and still unwraps, so that nothing can be retired. */
    taking: boolean;
  }>;

export type Database = Pick<Pool | PoolClient, 'query'>;

/** What a person asks for before it is due. */
export type Asked = Readonly<{ rotate?: boolean; retire?: boolean }>;

/** Whoever holds a lock and waits for somebody who is away holds up those who want the keys' few connections. */
export const answers = async (master: MasterKey): Promise<void> => {
  await master.newest();
};

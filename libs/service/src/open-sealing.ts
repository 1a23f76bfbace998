import { randomUUID } from 'node:crypto';
import { Explained } from '@lethe/running';
import {
  GenerationOverdue,
  generationKeeper,
  MasterKeyUnseen,
  openServiceKeys,
  postgresSubjectKeys,
  rewrapServiceKeys,
  sealingOf,
  withLedger,
  type LedgerEntry,
  type Sealing,
} from '@lethe/sealing';
import type { Pool } from 'pg';
import { openMasterKey } from './open-master-key.ts';
import type { GeneralSettings } from './settings.ts';

/** `keepGenerations` does what is due with the service's keys, and wants to be called every minute or so by each replica. */
export type OpenSealing = Readonly<{ sealing: Sealing; keepGenerations: (at: string) => Promise<void> }>;

type Parts = Readonly<{
  pool: Pool;
  settings: GeneralSettings;
  service: string;
  /** Enters in the service's ledger, whose destructions the database has had already. */
  enter: (entry: LedgerEntry) => Promise<void>;
}>;

/** Unwraps the service's keys. */
export const openSealing = async ({ pool, settings, service, enter }: Parts): Promise<OpenSealing> => {
  const { master, taking } = await openMasterKey(settings, service);
  const { wrappingKeys, indexKey } = await openServiceKeys({ pool, master, service });
  if (taking) await rewrapServiceKeys({ pool, master, service });
  const keep = generationKeeper({
    pool,
    master,
    service,
    kept: settings.LETHE_KEY_BACK_UP_DAYS,
    replica: randomUUID(),
    mayRenew: settings.LETHE_KEYS_KEPT_BY === 'services',
    awaitsBackUp: settings.LETHE_KEYS_AWAIT_BACK_UP === '1',
    taking,
  });
  const keys = withLedger(postgresSubjectKeys({ pool, wrappingKeys }), enter, service);
  return {
    sealing: sealingOf({ keys, indexKey, kept: settings.LETHE_KEY_BACK_UP_DAYS }),
    keepGenerations: (at) => keep(at).then(() => undefined, explained),
  };
};

/** What they say is ours, and quotes nothing. */
const explained = (error: unknown): never => {
  if (error instanceof GenerationOverdue || error instanceof MasterKeyUnseen)
    throw new Explained(error.message, { cause: error });
  throw error;
};

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Explained } from '@lethe/running';
import {
  carryOutLedger,
  fileLedger,
  GenerationOverdue,
  generationKeeper,
  MasterKeyUnseen,
  openServiceKeys,
  postgresSubjectKeys,
  rewrapServiceKeys,
  sealingOf,
  withLedger,
  type Sealing,
} from '@lethe/sealing';
import type { Pool } from 'pg';
import { openMasterKey } from './open-master-key.ts';
import type { GeneralSettings } from './settings.ts';

/** `keepGenerations` does what is due with the service's keys, and wants to be called every minute or so by each replica. */
export type OpenSealing = Readonly<{ sealing: Sealing; keepGenerations: (at: string) => Promise<void> }>;

/** Unwraps the service's keys, and destroys first what the ledger says is destroyed: nothing is served before that. */
export const openSealing = async (pool: Pool, settings: GeneralSettings, service: string): Promise<OpenSealing> => {
  const ledger = fileLedger(settings.LETHE_LEDGER ?? join(settings.LETHE_DATA, 'ledger.jsonl'));
  await carryOutLedger({ ledger, pool, service });
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
  const keys = withLedger(postgresSubjectKeys({ pool, wrappingKeys }), ledger, service);
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

import { join } from 'node:path';
import {
  carryOutLedger,
  fileLedger,
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

/** Unwraps the service's keys, and destroys first what the ledger says is destroyed: nothing is served before that. */
export const openSealing = async (pool: Pool, settings: GeneralSettings, service: string): Promise<Sealing> => {
  const ledger = fileLedger(settings.LETHE_LEDGER ?? join(settings.LETHE_DATA, 'ledger.jsonl'));
  await carryOutLedger({ ledger, pool, service });
  const { master, taking } = await openMasterKey(settings, service);
  const { wrappingKeys, indexKey } = await openServiceKeys({ pool, master, service });
  if (taking) await rewrapServiceKeys({ pool, master, service });
  return sealingOf({ keys: withLedger(postgresSubjectKeys({ pool, wrappingKeys }), ledger, service), indexKey });
};

import { postgresPool } from '@lethe/event-store-postgres';
import type { Keeping } from '@lethe/sealing';
import * as z from 'zod';
import { databaseUrls } from './databases.ts';
import { openMasterKey } from './open-master-key.ts';
import { readSettings } from './read-settings.ts';

/** A service's keys database and what unwraps its keys: for who rotates them, beside the service that runs. */
export const openKeyStore = async (
  service: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Keeping & Readonly<{ close: () => Promise<void> }>> => {
  const settings = readSettings('lethe rotate', z.object({}), environment);
  const { master, taking } = await openMasterKey(settings, service);
  const pool = postgresPool(databaseUrls(settings.LETHE_POSTGRES_URL, settings.LETHE_DATA, service).keys, 4);
  const kept = settings.LETHE_KEY_BACK_UP_DAYS;
  const awaitsBackUp = settings.LETHE_KEYS_AWAIT_BACK_UP === '1';
  return { pool, master, service, kept, mayRenew: true, awaitsBackUp, taking, close: () => pool.end() };
};

import { postgresPool } from '@lethe/event-store-postgres';
import type { KeyStore } from '@lethe/sealing';
import * as z from 'zod';
import { databaseUrls } from './databases.ts';
import { openMasterKey } from './open-master-key.ts';
import { readSettings } from './read-settings.ts';

/** A service's keys database and what unwraps its keys: for who rotates them, beside the service that runs. */
export const openKeyStore = async (
  service: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<KeyStore & Readonly<{ close: () => Promise<void> }>> => {
  const settings = readSettings('lethe rotate', z.object({}), environment);
  const { master } = await openMasterKey(settings, service);
  const pool = postgresPool(databaseUrls(settings.LETHE_POSTGRES_URL, settings.LETHE_DATA, service).keys, 4);
  return { pool, master, service, close: () => pool.end() };
};

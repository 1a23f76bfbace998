import type { EventStore } from '@lethe/event-store';
import { postgresEventStore } from '@lethe/event-store-postgres';
import type { Pool } from 'pg';
import type { GeneralSettings } from './settings.ts';

export type OpenStore = Readonly<{ store: EventStore; close: () => Promise<void> }>;

type Settings = Pick<GeneralSettings, 'LETHE_EVENT_STORE' | 'LETHE_KURRENTDB_URL'>;
type Where = Readonly<{ settings: Settings; service: string; pool: Pool; listenUrl: string }>;

/**
 * The log of a service, where the setting says (docs/stores.md says when to choose which). KurrentDB's client is loaded
 * only where it is chosen. Read models, leases and keys are in PostgreSQL either way.
 * @throws Error where KurrentDB is chosen without its URL, or its server is older than 26.1.
 */
export const openStore = async ({ settings, service, pool, listenUrl }: Where): Promise<OpenStore> => {
  if (settings.LETHE_EVENT_STORE === 'postgres')
    return { store: postgresEventStore({ pool, listenUrl }), close: () => Promise.resolve() };
  const url = settings.LETHE_KURRENTDB_URL;
  if (url === undefined) throw new Error('LETHE_EVENT_STORE is kurrentdb, but LETHE_KURRENTDB_URL is not set.');
  const { openKurrentEventStore } = await import('@lethe/event-store-kurrent');
  const store = await openKurrentEventStore({ url, log: service });
  return { store, close: () => store.close() };
};

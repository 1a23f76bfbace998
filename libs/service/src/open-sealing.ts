import { randomUUID } from 'node:crypto';
import type { EventStore } from '@lethe/event-store';
import { openIndexes, type IndexKeeping } from '@lethe/journal';
import { Explained } from '@lethe/running';
import {
  allKnowIndexKeys,
  GenerationOverdue,
  generationKeeper,
  indexKeyRing,
  makeIndexKey,
  MasterKeyUnseen,
  noteIndexKeysLeft,
  openServiceKeys,
  postgresSubjectKeys,
  rewrapServiceKeys,
  sealingOf,
  withLedger,
  type KeyStore,
  type LedgerEntry,
  type Sealing,
} from '@lethe/sealing';
import type { Pool } from 'pg';
import type { ServiceDefinition } from './definition.ts';
import { openMasterKey } from './open-master-key.ts';
import type { GeneralSettings } from './settings.ts';

/** `keepGenerations` does what is due with the service's keys, and wants to be called every minute or so by each replica. */
export type OpenSealing = Readonly<{
  sealing: Sealing;
  keepGenerations: (at: string) => Promise<void>;
  /** Of a service that has blind indexes. */
  indexKeys: OpenIndexKeys | undefined;
}>;

/** The blind indexes of a service, and what keeping their keys asks of the keys database. */
export type OpenIndexKeys = Pick<IndexKeeping, 'ring' | 'indexes' | 'make' | 'noteLeft' | 'mayBegin'>;

type Parts = Readonly<{
  pool: Pool;
  settings: GeneralSettings;
  service: string;
  /** Enters in the service's ledger, whose destructions the database has had already. */
  enter: (entry: LedgerEntry) => Promise<void>;
  store: EventStore;
  indexes: ServiceDefinition['indexes'];
}>;

/** Unwraps the service's keys. */
export const openSealing = async (parts: Parts): Promise<OpenSealing> => {
  const { pool, settings, service, enter, store, indexes } = parts;
  const { master, taking } = await openMasterKey(settings, service);
  const wanted = { indexes: indexes !== undefined, tokens: indexes?.tokens ?? 'kept' } as const;
  const { wrappingKeys, tokenKey } = await openServiceKeys({ pool, master, service }, wanted);
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
  const kept = settings.LETHE_KEY_BACK_UP_DAYS;
  const indexKeys = indexes && (await openIndexKeys({ pool, master, service }, store));
  const indexing = indexKeys === undefined ? {} : { indexes: indexKeys.indexes.of };
  return {
    sealing: sealingOf({ keys, tokenKey, kept, ...indexing }),
    keepGenerations: (at) => keep(at).then(() => undefined, explained),
    indexKeys,
  };
};

const openIndexKeys = async (keyStore: KeyStore, store: EventStore): Promise<OpenIndexKeys> => {
  const { pool, service } = keyStore;
  const ring = indexKeyRing(keyStore);
  return {
    ring,
    indexes: await openIndexes({ store, ring }),
    make: (how) => makeIndexKey(keyStore, how),
    noteLeft: (before, at) => noteIndexKeysLeft(pool, service, before, at),
    mayBegin: (at) => allKnowIndexKeys(pool, service, at),
  };
};

/** What they say is ours, and quotes nothing. */
const explained = (error: unknown): never => {
  if (error instanceof GenerationOverdue || error instanceof MasterKeyUnseen)
    throw new Explained(error.message, { cause: error });
  throw error;
};

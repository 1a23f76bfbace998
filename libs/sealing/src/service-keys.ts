import type { Pool, PoolClient } from 'pg';
import { newKey } from './aead.ts';
import { lockedOn } from './locked-on.ts';
import type { MasterKey } from './master-key.ts';
import { makeWrappingKey, unwrapped, wrappingContext, wrappingKeysOf } from './wrapping-keys.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

/** `wrappingKeys` wrap the service's subject keys, `indexKey` makes its blind indexes. 256 bit each. */
export type ServiceKeys = Readonly<{ wrappingKeys: WrappingKeys; indexKey: Uint8Array }>;

/** Whose keys, where they lie, and what unwraps them. */
export type KeyStore = Readonly<{ pool: Pool; master: MasterKey; service: string }>;

/**
 * The service's own keys, from its keys database, unwrapped by the master key. Made at the first start: of replicas that
 * start together one makes them and all open the same.
 * @throws Error where the master key is not the one that wrapped them; MasterKeyUnavailable.
 */
export const openServiceKeys = async ({ pool, master, service }: KeyStore): Promise<ServiceKeys> => {
  const newest = (await newestIn(pool, service)) ?? (await madeIn({ pool, master, service }));
  const wrappingKeys = wrappingKeysOf(master, service);
  await wrappingKeys.key(newest, pool);
  const indexKey = await unwrapped(master, () => indexKeyIn(pool, service), indexContext(service));
  if (indexKey === undefined) throw new Error(`The index key of ${service} is missing, but its wrapping key is there.`);
  return { wrappingKeys, indexKey };
};

/**
 * Wraps the service's own keys anew under the newest master key. Nobody who runs notices: both wrappings hold the same key.
 * Under a lock, so that what others wrapped before is not missed.
 */
export const rewrapServiceKeys = ({ pool, master, service }: KeyStore): Promise<void> =>
  lockedOn(pool, lockOf(service), async (client) => {
    // Another keeper counts from one again; too low a number only keeps for longer.
    await client.query('update key_generations set master = least(master, $2) where service = $1', [
      service,
      await master.newest(),
    ]);
    const keys = await client.query<{ id: number; wrapped: Buffer }>(
      'select id, wrapped from wrapping_keys where service = $1',
      [service],
    );
    for (const { id, wrapped } of keys.rows)
      await client.query('update wrapping_keys set wrapped = $2 where id = $1', [
        id,
        await rewrap(master, wrapped, wrappingContext(service)),
      ]);
    await rewrapIndexKey(client, master, service);
  });

/** Inside a transaction under the lock of the service's keys. */
export const rewrapIndexKey = async (client: PoolClient, master: MasterKey, service: string): Promise<void> => {
  const index = await indexKeyIn(client, service);
  if (index === undefined) return;
  const wrapped = await rewrap(master, index, indexContext(service));
  await client.query('update service_keys set index_key = $2 where service = $1', [service, wrapped]);
};

const rewrap = async (master: MasterKey, wrapped: Uint8Array, context: string): Promise<Uint8Array> =>
  master.wrap(await master.unwrap(wrapped, context), context);

/** Held by whoever wraps a key of the service. */
export const lockOf = (service: string): string => `keys of ${service}`;

const indexContext = (service: string): string => `lethe ${service} index key`;

const newestIn = async (db: Pool | PoolClient, service: string): Promise<number | undefined> => {
  const { rows } = await db.query<{ id: number | null }>('select max(id) as id from wrapping_keys where service = $1', [
    service,
  ]);
  return rows[0]?.id ?? undefined;
};

const indexKeyIn = async (db: Pool | PoolClient, service: string): Promise<Uint8Array | undefined> =>
  (await db.query<{ index_key: Buffer }>('select index_key from service_keys where service = $1', [service])).rows[0]
    ?.index_key;

const madeIn = ({ pool, master, service }: KeyStore): Promise<number> =>
  lockedOn(pool, lockOf(service), async (client) => {
    const newest = await newestIn(client, service);
    if (newest !== undefined) return newest;
    const wrapped = await master.wrap(newKey(), indexContext(service));
    await client.query('insert into service_keys (service, index_key) values ($1, $2)', [service, wrapped]);
    return makeWrappingKey(client, master, service);
  });

import type { Pool, PoolClient } from 'pg';
import { newKey } from './aead.ts';
import { indexContext, makeFirstIndexKey } from './index-keys.ts';
import { lockedOn, lockOf } from './locked-on.ts';
import type { MasterKey } from './master-key.ts';
import { makeWrappingKey, unwrapped, wrappingContext, wrappingKeysOf } from './wrapping-keys.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

/** `wrappingKeys` wrap the service's subject keys, `tokenKey` makes its tokens and their digests. 256 bit each. */
export type ServiceKeys = Readonly<{ wrappingKeys: WrappingKeys; tokenKey: Uint8Array }>;

/** Whose keys, where they lie, and what unwraps them. */
export type KeyStore = Readonly<{ pool: Pool; master: MasterKey; service: string }>;

/**
 * Whether the service has blind indexes, whose keys rotate. In a build before, one key made them and its tokens: that becomes
 * its first index key, and `tokens` says whether it lives on as the token key, too, because tokens of then are for years.
 */
export type KeysWanted = Readonly<{ indexes: boolean; tokens: 'kept' | 'anew' }>;
const noIndexes: KeysWanted = { indexes: false, tokens: 'kept' };

/**
 * The service's own keys, from its keys database, unwrapped by the master key. Made at the first start: of replicas that
 * start together one makes them and all open the same.
 * @throws Error where the master key is not the one that wrapped them; MasterKeyUnavailable.
 */
export const openServiceKeys = async (
  { pool, master, service }: KeyStore,
  wanted: KeysWanted = noIndexes,
): Promise<ServiceKeys> => {
  const newest = (await newestIn(pool, service)) ?? (await madeIn({ pool, master, service }));
  const wrappingKeys = wrappingKeysOf(master, service);
  await wrappingKeys.key(newest, pool);
  await makeMissing({ pool, master, service }, wanted);
  const tokenKey = await unwrapped(master, () => tokenKeyIn(pool, service), tokenContext(service));
  if (tokenKey === undefined) throw new Error(`The token key of ${service} is missing, but its wrapping key is there.`);
  return { wrappingKeys, tokenKey };
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
    for (const [table, context] of [
      ['wrapping_keys', wrappingContext(service)],
      ['index_keys', indexContext(service)],
    ] as const) {
      const select = `select id, wrapped from ${table} where service = $1`;
      const { rows } = await client.query<{ id: number; wrapped: Buffer }>(select, [service]);
      for (const { id, wrapped } of rows)
        await client.query(`update ${table} set wrapped = $3 where service = $1 and id = $2`, [
          service,
          id,
          await rewrap(master, wrapped, context),
        ]);
    }
    await rewrapTokenKey(client, master, service);
  });

/** Inside a transaction under the lock of the service's keys. */
export const rewrapTokenKey = async (client: PoolClient, master: MasterKey, service: string): Promise<void> => {
  const token = await tokenKeyIn(client, service);
  if (token === undefined) return;
  await setTokenKey(client, service, await rewrap(master, token, tokenContext(service)));
};

const rewrap = async (master: MasterKey, wrapped: Uint8Array, context: string): Promise<Uint8Array> =>
  master.wrap(await master.unwrap(wrapped, context), context);

const tokenContext = (service: string): string => `lethe ${service} token key`;

const newestIn = async (db: Pool | PoolClient, service: string): Promise<number | undefined> => {
  const { rows } = await db.query<{ id: number | null }>('select max(id) as id from wrapping_keys where service = $1', [
    service,
  ]);
  return rows[0]?.id ?? undefined;
};

const tokenKeyIn = async (db: Pool | PoolClient, service: string): Promise<Uint8Array | undefined> => {
  const text = 'select token_key from service_keys where service = $1';
  const { rows } = await db.query<{ token_key: Buffer | null }>(text, [service]);
  return rows[0]?.token_key ?? undefined;
};

const setTokenKey = (client: PoolClient, service: string, wrapped: Uint8Array) =>
  client.query('update service_keys set token_key = $2 where service = $1', [service, wrapped]);

const madeIn = ({ pool, master, service }: KeyStore): Promise<number> =>
  lockedOn(pool, lockOf(service), async (client) => {
    const newest = await newestIn(client, service);
    if (newest !== undefined) return newest;
    const wrapped = await master.wrap(newKey(), tokenContext(service));
    await client.query('insert into service_keys (service, token_key) values ($1, $2)', [service, wrapped]);
    return makeWrappingKey(client, master, service);
  });

/** What a build before did not have, and the first index key of a service that has indexes. */
const makeMissing = async ({ pool, master, service }: KeyStore, { indexes, tokens }: KeysWanted): Promise<void> => {
  const hasIndexKey = async (db: Pool | PoolClient) =>
    ((await db.query('select from index_keys where service = $1 limit 1', [service])).rowCount ?? 0) > 0;
  const isWhole = async (db: Pool | PoolClient) =>
    (await tokenKeyIn(db, service)) !== undefined && (await hasIndexKey(db)) === indexes;
  if (await isWhole(pool)) return;
  await lockedOn(pool, lockOf(service), async (client) => {
    if ((await tokenKeyIn(client, service)) === undefined) {
      const before = tokens === 'kept' ? await keyBefore(client, master, service) : undefined;
      await setTokenKey(client, service, await master.wrap(before ?? newKey(), tokenContext(service)));
    }
    if (indexes) await makeFirstIndexKey(client, master, service);
    else await client.query('delete from index_keys where service = $1', [service]);
  });
};

const keyBefore = async (client: PoolClient, master: MasterKey, service: string): Promise<Uint8Array | undefined> => {
  const text = 'select wrapped from index_keys where service = $1 and id = 1';
  const read = async () => (await client.query<{ wrapped: Buffer }>(text, [service])).rows[0]?.wrapped;
  return unwrapped(master, read, indexContext(service));
};

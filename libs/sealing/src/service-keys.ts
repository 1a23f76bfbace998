import type { Pool } from 'pg';
import { newKey } from './aead.ts';
import type { MasterKey } from './master-key.ts';

/** `wrappingKey` wraps the service's subject keys, `indexKey` makes its blind indexes. 256 bit each. */
export type ServiceKeys = Readonly<{ wrappingKey: Uint8Array; indexKey: Uint8Array }>;

type Row = Readonly<{ wrapping_key: Buffer; index_key: Buffer }>;

/**
 * The service's own keys, from its keys database, unwrapped by the master key. Made at the first start: of replicas that
 * start together one makes them and all open the same.
 * @throws Error where the master key is not the one that wrapped them.
 */
export const openWrappingKey = async (pool: Pool, master: MasterKey, service: string): Promise<ServiceKeys> => {
  const row = (await find(pool, service)) ?? (await make(pool, master, service));
  return {
    wrappingKey: await unwrap(master, row.wrapping_key, wrappingContext(service)),
    indexKey: await unwrap(master, row.index_key, indexContext(service)),
  };
};

const wrappingContext = (service: string): string => `lethe ${service} wrapping key`;
const indexContext = (service: string): string => `lethe ${service} index key`;

const find = async (pool: Pool, service: string): Promise<Row | undefined> =>
  (await pool.query<Row>('select wrapping_key, index_key from service_keys where service = $1', [service])).rows[0];

const make = async (pool: Pool, master: MasterKey, service: string): Promise<Row> => {
  await pool.query(
    `insert into service_keys (service, wrapping_key, index_key) values ($1, $2, $3) on conflict (service) do nothing`,
    [
      service,
      await master.wrap(newKey(), wrappingContext(service)),
      await master.wrap(newKey(), indexContext(service)),
    ],
  );
  const row = await find(pool, service);
  if (row === undefined) throw new Error(`The keys of ${service} disappeared while they were made.`);
  return row;
};

const unwrap = async (master: MasterKey, wrapped: Uint8Array, context: string): Promise<Uint8Array> => {
  try {
    return await master.unwrap(wrapped, context);
  } catch (cause) {
    throw new Error(`The ${context} does not unwrap. Is this the master key that wrapped it?`, { cause });
  }
};

import type { Pool, PoolClient } from 'pg';
import { newKey } from './aead.ts';
import { MasterKeyUnavailable } from './master-key.ts';
import type { MasterKey } from './master-key.ts';

/** The keys that wrap a service's subject keys, by id. There is one, but for the time of a rotation. */
export interface WrappingKeys {
  readonly service: string;
  /**
   * Unwrapped at the first look and then remembered: how a replica learns of a key that was made after its start.
   * Undefined where there is none of that id: it was rotated away. `db` is the connection the caller holds already.
   */
  key(id: number, db: Pool | PoolClient): Promise<Uint8Array | undefined>;
}

export class WrappedKeyBroken extends Error {
  override readonly name = 'WrappedKeyBroken';
  constructor(readonly subject: string) {
    super(`The key of ${subject} does not unwrap: its row was changed or the wrapping key is another one.`);
  }
}

export const wrappingContext = (service: string): string => `lethe ${service} wrapping key`;

export const wrappingKeysOf = (master: MasterKey, service: string): WrappingKeys => {
  const known = new Map<number, Promise<Uint8Array | undefined>>();
  const learn = async (id: number, db: Pool | PoolClient): Promise<Uint8Array | undefined> => {
    const read = async () => (await db.query<Row>(selectOne, [id, service])).rows[0]?.wrapped;
    const key = await unwrapped(master, read, wrappingContext(service));
    if (key === undefined) known.delete(id);
    return key;
  };
  return {
    service,
    key: (id, db) => {
      const learnt = known.get(id) ?? learn(id, db);
      known.set(id, learnt);
      learnt.catch(() => known.delete(id));
      return learnt;
    },
  };
};

type Row = Readonly<{ wrapped: Buffer }>;
const selectOne = 'select wrapped from wrapping_keys where id = $1 and service = $2';

/** Inside a transaction under the lock of the service's keys. @returns its id, the highest. */
export const makeWrappingKey = async (client: PoolClient, master: MasterKey, service: string): Promise<number> => {
  const wrapped = await master.wrap(newKey(), wrappingContext(service));
  const insert = 'insert into wrapping_keys (service, wrapped) values ($1, $2) returning id';
  const { rows } = await client.query<{ id: number }>(insert, [service, wrapped]);
  const [row] = rows;
  if (row === undefined) throw new Error(`No wrapping key was made for ${service}.`);
  return row.id;
};

/**
 * Unwraps what `read` gives. A rotation may wrap it anew and take the old master key away in between: then what is there
 * now counts.
 * @throws Error where the master key is not the one that wrapped it; MasterKeyUnavailable.
 */
export const unwrapped = async (
  master: MasterKey,
  read: () => Promise<Uint8Array | undefined>,
  context: string,
): Promise<Uint8Array | undefined> => {
  const wrapped = await read();
  if (wrapped === undefined) return undefined;
  try {
    return await master.unwrap(wrapped, context);
  } catch (cause) {
    if (cause instanceof MasterKeyUnavailable) throw cause;
    const now = await read();
    if (now !== undefined && Buffer.compare(now, wrapped) !== 0) return master.unwrap(now, context);
    throw new Error(`The ${context} does not unwrap. Is this the master key that wrapped it?`, { cause });
  }
};

import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { newKey } from './aead.ts';
import { announcedIn, generationsIn, newestOf } from './generations.ts';
import { lockedOn, lockOf } from './locked-on.ts';
import type { MasterKey } from './master-key.ts';
import { unwrapped } from './wrapping-keys.ts';

type Database = Pick<Pool | PoolClient, 'query'>;

/**
 * A key of a service's blind indexes, which belongs to the generation it was made in: wrapped by that master key alone, it
 * goes with it. `leftAt`: since then the log has no row under it.
 */
export type IndexKey = Readonly<{ id: number; generation: number; madeAt: string; leftAt: string | null }>;

/** The index keys of one service, unwrapped. */
export interface IndexKeyRing {
  /** Learns of keys that were made or taken away since. Oldest first. @throws as `unwrapped` */
  load(): Promise<readonly IndexKey[]>;
  /** Those that were there at the last look, ascending. */
  ids(): readonly number[];
  /** The index of a text, which names its key: `7.…`; what key 1 makes names none. Undefined where that key is not there. */
  index(id: number, text: string): string | undefined;
}

/** Of the generation before which there were no ids. */
const firstId = 1;

/** The id of the key that made an index. */
export const indexKeyOf = (index: string): number => {
  const end = index.indexOf('.');
  return end === -1 ? firstId : Number(index.slice(0, end));
};

export const keyedIndex = (id: number, key: KeyObject | Uint8Array, text: string): string => {
  const mac = createHmac('sha256', key).update(text).digest('base64url');
  return id === firstId ? mac : `${id}.${mac}`;
};

/** Oldest first. */
export const indexKeysIn = async (db: Database, service: string): Promise<readonly IndexKey[]> => {
  const { rows } = await db.query<IndexKey>(
    `select id, generation, ${instant('made_at', 'madeAt')}, ${instant('left_at', 'leftAt')}
       from index_keys where service = $1 order by id`,
    [service],
  );
  return rows;
};

const instant = (column: string, name: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "${name}"`;

type Store = Readonly<{ pool: Pool; master: MasterKey; service: string }>;

export const indexKeyRing = ({ pool, master, service }: Store): IndexKeyRing => {
  let known: ReadonlyMap<number, KeyObject> = new Map();
  const learnt = async (id: number): Promise<KeyObject | undefined> => {
    const read = async () => {
      const text = 'select wrapped from index_keys where service = $1 and id = $2';
      return (await pool.query<{ wrapped: Buffer }>(text, [service, id])).rows[0]?.wrapped;
    };
    const key = await unwrapped(master, read, indexContext(service));
    return key && createSecretKey(key);
  };
  return {
    load: async () => {
      const rows = await indexKeysIn(pool, service);
      const keys = await Promise.all(rows.map(async ({ id }) => [id, known.get(id) ?? (await learnt(id))] as const));
      known = new Map(keys.flatMap(([id, key]) => (key === undefined ? [] : [[id, key] as const])));
      return rows;
    },
    ids: () => [...known.keys()],
    index: (id, text) => {
      const key = known.get(id);
      return key && keyedIndex(id, key, text);
    },
  };
};

export const indexContext = (service: string): string => `lethe ${service} index key`;

/**
 * A key for the newest generation, where that has none yet; or in any case. It is not made while a master key is being
 * brought in, which not every replica may see.
 * @param above its id is higher: the log knew of keys that a restored keys database has lost.
 */
export const makeIndexKey = (
  { pool, master, service }: Store,
  how: Readonly<{ above: number; anyway: boolean; at: string }>,
) =>
  lockedOn(pool, lockOf(service), async (client) => {
    const generations = await generationsIn(client, service);
    const generation = newestOf(generations)?.number;
    const keys = await indexKeysIn(client, service);
    const isThere = keys.some((each) => each.generation === generation && (!how.anyway || each.id > how.above));
    if (generation === undefined || announcedIn(generations) !== undefined || isThere) return;
    const id = Math.max(how.above, ...keys.map((each) => each.id)) + 1;
    await insertIndexKey(client, [service, id, generation, how.at, await master.wrap(newKey(), indexContext(service))]);
  });

type Row = readonly [service: string, id: number, generation: number, madeAt: string, wrapped: Uint8Array];

const insertIndexKey = (client: PoolClient, row: Row) =>
  client.query('insert into index_keys (service, id, generation, made_at, wrapped) values ($1, $2, $3, $4, $5)', [
    ...row,
  ]);

/** The first one of a service, inside a transaction under the lock of its keys. */
export const makeFirstIndexKey = async (client: PoolClient, master: MasterKey, service: string): Promise<void> => {
  if ((await indexKeysIn(client, service)).length > 0) return;
  const generation = newestOf(await generationsIn(client, service))?.number ?? 1;
  const wrapped = await master.wrap(newKey(), indexContext(service));
  await insertIndexKey(client, [service, firstId, generation, new Date().toISOString(), wrapped]);
};

/** The log has no row any more under a key before this one. */
export const noteIndexKeysLeft = async (db: Database, service: string, before: number, at: string): Promise<void> => {
  await db.query('update index_keys set left_at = $3 where service = $1 and id < $2 and left_at is null', [
    service,
    before,
    at,
  ]);
};

/**
 * Takes away those of these generations that nothing is under any more. A generation is retired only then: else its key would
 * be there and open no more.
 */
export const dropIndexKeys = async (db: Database, service: string, generations: readonly number[]): Promise<void> => {
  await db.query('delete from index_keys where service = $1 and generation = any($2) and left_at is not null', [
    service,
    generations,
  ]);
};

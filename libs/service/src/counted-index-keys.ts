import { indexKeysIn, type IndexKey } from '@lethe/sealing';
import type { Pool, PoolClient } from 'pg';
import type { ServiceDefinition } from './definition.ts';

type Database = Pick<Pool | PoolClient, 'query'>;

/** With the look-ups that lie under it; none are counted of a log in KurrentDB, which has its own. */
export type CountedIndexKey = IndexKey & Readonly<{ rows: number }>;

/** Oldest first. What names no key is under the first one. */
export const countedIndexKeys = async (
  { name, indexes }: Pick<ServiceDefinition, 'name' | 'indexes'>,
  keys: Database,
  log: Database,
): Promise<readonly CountedIndexKey[]> => {
  if (indexes === undefined) return [];
  const { rows } = await log.query<{ under: string; rows: number }>(
    `select case when hmac like '%.%' then split_part(hmac, '.', 1) else '1' end as under, count(*)::int as rows
       from public.look_ups where kind = any($1) group by 1`,
    [indexes.kinds],
  );
  const counted = new Map(rows.map((row) => [row.under, row.rows]));
  return (await indexKeysIn(keys, name)).map((key) => ({ ...key, rows: counted.get(String(key.id)) ?? 0 }));
};

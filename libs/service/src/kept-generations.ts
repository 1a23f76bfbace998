import { begunOf, generationsIn, overdueOf, promisedFor, type Begun } from '@lethe/sealing';
import type { Pool, PoolClient } from 'pg';
import { generalSettings } from './settings.ts';

type Database = Pick<Pool | PoolClient, 'query'>;

/**
 * A generation of a service's keys. `destroyed` counts the keys that were destroyed while it wrapped them: they are gone
 * once it is retired, `goneBy` at the latest.
 */
export type KeptGeneration = Begun & Readonly<{ destroyed: number; goneBy: string; overdue: boolean }>;

const keptDays = (environment: Readonly<Record<string, string | undefined>>): number =>
  generalSettings.shape.LETHE_KEY_BACK_UP_DAYS.parse(environment['LETHE_KEY_BACK_UP_DAYS']);

/** Of a service, oldest first, as its keys database has them. */
export const keptGenerations = async (
  database: Database,
  service: string,
  now: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly KeptGeneration[]> => {
  const kept = keptDays(environment);
  const begun = begunOf(await generationsIn(database, service));
  const overdue = new Set(overdueOf(begun, now, kept).map(({ number }) => number));
  const { rows } = await database.query<{ under: number; destroyed: number }>(
    `select coalesce(wrapping_key, 0) as under, count(*)::int as destroyed from subject_tombstones group by 1`,
  );
  return begun.map((each, place) => {
    const next = begun[place + 1]?.wrappingKey ?? Infinity;
    // What was destroyed before anybody counted stands with the first.
    const first = place === 0 ? 0 : each.wrappingKey;
    const own = rows.filter(({ under }) => under >= first && under < next);
    return {
      ...each,
      destroyed: own.reduce((sum, { destroyed }) => sum + destroyed, 0),
      goneBy: promisedFor(each, kept),
      overdue: overdue.has(each.number),
    };
  });
};

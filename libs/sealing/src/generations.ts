import { dayMs, hourMs, instantAfter, isBefore } from '@lethe/deciding';
import type { Pool, PoolClient } from 'pg';

/**
 * A master key of a service and the wrapping keys that were made under it. A destroyed subject key stays on disks and in
 * back-ups, wrapped, and so do wrapping keys that were removed: it is gone when the last generation that ever wrapped it is
 * retired, which takes its master key away.
 *
 * Announced first, and begun once every replica sees its master key. A master key wraps only what was made after it, but for
 * the token key, which lives on.
 */
export type Generation = Readonly<{
  number: number;
  /** Of the master key, as its keeper counts. */
  master: number;
  /** Nothing, wrapped under its master key: who can unwrap it sees that key. Null once it has begun. */
  probe: Buffer | null;
  begunAt: string | null;
  /** How long back-ups were kept when it began. Null before that, and where it began before this was noted. */
  kept: KeptDays | null;
  /** Its first. Later ones have a higher id. */
  wrappingKey: number | null;
  /** Since then everything living is wrapped under it, or under a later one. */
  wrappedAt: string | null;
  /** When a back-up began, after that, which is known to be good. */
  backedUpAt: string | null;
  retiredAt: string | null;
}>;
export type Begun = Generation & Readonly<{ begunAt: string; wrappingKey: number }>;

/** A generation is due and does not come or go. What is destroyed stays readable for longer than was promised. */
export class GenerationOverdue extends Error {
  override readonly name = 'GenerationOverdue';
}

/** A replica does not see a master key that was brought in: it is not used before. */
export class MasterKeyUnseen extends Error {
  override readonly name = 'MasterKeyUnseen';
}

/** How much earlier it is retired than it is promised. */
const marginMs = hourMs;

/**
 * What is destroyed is gone this long after, and no back-up of a keys database that is older than three quarters of it opens
 * any more: so long is an older master key kept.
 */
export type KeptDays = number;

/** A longer time that is set later breaks no date that was given before; a shorter one holds at once. */
const keptMs = (generation: Begun, kept: KeptDays): number => Math.min(kept, generation.kept ?? kept) * dayMs;

/** The instant by which it is retired: then nothing opens any more that was destroyed while it wrapped. */
export const promisedFor = (generation: Begun, kept: KeptDays): string =>
  instantAfter(generation.begunAt, keptMs(generation, kept));

const isBegun = (generation: Generation): generation is Begun => generation.begunAt !== null;
export const begunOf = (generations: readonly Generation[]): readonly Begun[] => generations.filter(isBegun);

/** The one that wraps now, and the one that is announced. */
export const newestOf = (generations: readonly Generation[]): Begun | undefined => begunOf(generations).at(-1);
export const announcedIn = (generations: readonly Generation[]): Generation | undefined =>
  generations.findLast((each) => !isBegun(each));

export const isRotationDue = (generations: readonly Generation[], at: string, kept: KeptDays): boolean => {
  const newest = newestOf(generations);
  return newest !== undefined && !isBefore(at, instantAfter(newest.begunAt, keptMs(newest, kept) / 4));
};

/**
 * Those that something follows and whose time has come, oldest first. None is passed over.
 * @param awaitsBackUp whether what follows has to lie in a back-up first: else nothing could be restored.
 */
export const retirableOf = (
  generations: readonly Generation[],
  at: string,
  kept: KeptDays,
  awaitsBackUp = false,
): readonly Begun[] => {
  const standing = begunOf(generations).filter(({ retiredAt }) => retiredAt === null);
  const backedUp = standing.findLast(({ backedUpAt }) => backedUpAt !== null)?.number ?? 0;
  const first = standing.findIndex(
    (each) =>
      isBefore(at, instantAfter(promisedFor(each, kept), -marginMs)) || (awaitsBackUp && each.number >= backedUp),
  );
  return standing.slice(0, first === -1 ? standing.length - 1 : Math.min(first, standing.length - 1));
};

/** Those that should have been retired: what they wrapped and was destroyed still opens. */
export const overdueOf = (generations: readonly Generation[], at: string, kept: KeptDays): readonly Begun[] =>
  begunOf(generations).filter((each) => each.retiredAt === null && isBefore(promisedFor(each, kept), at));

const instant = (column: string, name: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "${name}"`;

/** Oldest first. A service that has not run since there are generations has none. */
export const generationsIn = async (
  db: Pick<Pool | PoolClient, 'query'>,
  service: string,
): Promise<readonly Generation[]> => {
  const { rows } = await db.query<Generation>(
    `select number, master, probe, wrapping_key as "wrappingKey", kept_days as kept,
            ${instant('begun_at', 'begunAt')}, ${instant('wrapped_at', 'wrappedAt')},
            ${instant('backed_up_at', 'backedUpAt')}, ${instant('retired_at', 'retiredAt')}
       from key_generations where service = $1 order by number`,
    [service],
  );
  return rows;
};

/**
 * A back-up of the keys database and of its master keys, which began at that instant, is known to be good.
 * @returns the number of the generation that it holds whole; undefined where there is none so old.
 */
export const noteBackUp = async (
  db: Pick<Pool | PoolClient, 'query'>,
  service: string,
  beganAt: string,
): Promise<number | undefined> => {
  const { rows } = await db.query<{ number: number }>(
    `update key_generations set backed_up_at = $2 where service = $1 and number =
       (select max(number) from key_generations where service = $1 and wrapped_at <= $2) returning number`,
    [service, beganAt],
  );
  return rows[0]?.number;
};

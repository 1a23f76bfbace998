import { announceDue, beginSeen, see } from './begin-generation.ts';
import { GenerationOverdue, generationsIn, newestOf, overdueOf, promisedFor, type Generation } from './generations.ts';
import type { Asked, Keeping } from './keeping.ts';
import { retireDue } from './retire-generations.ts';
import { wrapAllUnder } from './rotate-wrapping-key.ts';
import { rewrapServiceKeys } from './service-keys.ts';

export type { Asked, Keeping } from './keeping.ts';

/** The next call goes on with what is left. */
const wrappingWithinMs = 20_000;

/**
 * Keeps the generations of a service's keys: each call does what is due. Any number of replicas may call it at once, and
 * each has to, again and again, so that all of them see a master key before somebody uses it. Killed at any line, the next
 * call goes on. It never takes away what living keys need: a generation is retired after everything is wrapped anew.
 * @throws MasterKeyUnseen, GenerationOverdue; MasterKeyUnavailable
 */
export const generationKeeper = (keeping: Keeping) => {
  const { pool, service } = keeping;
  const carriedOut = { below: 0 };
  let seen = 0;
  return async (at: string, asked: Asked = {}): Promise<readonly Generation[]> => {
    await noteFirst(keeping, at);
    await finishWrapping(keeping);
    if (keeping.mayRenew) await announceDue(keeping, at, asked);
    seen = await see(keeping, seen, at);
    await beginSeen(keeping, at);
    await finishWrapping(keeping);
    await noteWrapped(keeping, at);
    if (keeping.mayRenew && !keeping.taking) await retireDue(keeping, carriedOut, at, asked);
    const generations = await generationsIn(pool, service);
    assertNoneOverdue(keeping, generations, at);
    return generations;
  };
};

/**
 * Keys that were made before anybody kept generations are the first, from now on. A rotation of a build before may have been
 * broken off, so that an older master key still wraps some of them: they are wrapped anew before one is named.
 */
const noteFirst = async (keeping: Keeping, at: string): Promise<void> => {
  const { pool, service, master } = keeping;
  if ((await generationsIn(pool, service)).length > 0) return;
  const newest = await master.newest();
  await rewrapServiceKeys(keeping);
  await pool.query(
    `insert into key_generations (service, number, master, begun_at, kept_days, wrapping_key)
     select $1, 1, $2, $3, $4::integer, max(id) from wrapping_keys where service = $1 having max(id) is not null
     on conflict do nothing`,
    [service, newest, at, keeping.kept],
  );
};

/** Also what a process did not come to the end of that was killed. */
const finishWrapping = async (keeping: Keeping): Promise<void> => {
  const { pool, service } = keeping;
  const { rows } = await pool.query<{ newest: number | null; some: number }>(
    'select max(id) as newest, count(*)::int as some from wrapping_keys where service = $1',
    [service],
  );
  const [{ newest = null, some = 0 } = {}] = rows;
  if (newest !== null && some > 1) await wrapAllUnder(keeping, newest, wrappingWithinMs);
};

const noteWrapped = async ({ pool, service }: Keeping, at: string): Promise<void> => {
  const newest = newestOf(await generationsIn(pool, service));
  if (newest === undefined || newest.wrappedAt !== null) return;
  await pool.query(
    `update key_generations set wrapped_at = $3 where service = $1 and number = $2
        and not exists (select from wrapping_keys where service = $1 and id < $4)`,
    [service, newest.number, at, newest.wrappingKey],
  );
};

const assertNoneOverdue = (
  { service, kept, taking, awaitsBackUp }: Keeping,
  generations: readonly Generation[],
  at: string,
): void => {
  const [first] = overdueOf(generations, at, kept);
  if (first !== undefined)
    throw new GenerationOverdue(
      `Generation ${first.number} of the keys of ${service} should be retired since ${promisedFor(first, kept)}.${
        taking ? ' Take away first what kept its master key before.' : ''
      }${awaitsBackUp ? ' Is there a back-up of what follows it? Say so: lethe keys backed-up.' : ''}`,
    );
};

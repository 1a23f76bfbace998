import type { Pool, PoolClient } from 'pg';
import {
  announcedIn,
  begunOf,
  GenerationOverdue,
  generationsIn,
  isRotationDue,
  MasterKeyUnseen,
  newestOf,
  overdueOf,
  promisedFor,
  retirableOf,
  type Begun,
  type Generation,
  type KeptDays,
} from './generations.ts';
import { lockedOn } from './locked-on.ts';
import { lockOf, rewrapIndexKey, type KeyStore } from './service-keys.ts';
import { MasterKeyUnavailable } from './master-key.ts';
import { wrapAllUnder } from './rotate-wrapping-key.ts';
import { makeWrappingKey } from './wrapping-keys.ts';

/** A replica that has said nothing for so long does not run. */
const silentAfterMs = 300_000;

export type Keeping = KeyStore &
  Readonly<{
    kept: KeptDays;
    /** Who runs the service and has to see a master key before it wraps anything. Not the command line. */
    replica?: string;
    /** Whether it may bring in and take away master keys; without, somebody else does. */
    mayRenew: boolean;
    /** Somebody else kept the master key before and still unwraps, so that nothing can be retired. */
    taking: boolean;
  }>;

/** What a person asks for before it is due. */
export type Asked = Readonly<{ rotate?: boolean; retire?: boolean }>;

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
    if (keeping.mayRenew && !keeping.taking) await retireDue(keeping, carriedOut, at, asked);
    const generations = await generationsIn(pool, service);
    assertNoneOverdue(keeping, generations, at);
    return generations;
  };
};

/** Keys that were made before anybody kept generations are the first, from now on. */
const noteFirst = async ({ pool, service, master }: Keeping, at: string): Promise<void> => {
  if ((await generationsIn(pool, service)).length > 0) return;
  await pool.query(
    `insert into key_generations (service, number, master, begun_at, wrapping_key)
     select $1, 1, $2, $3, max(id) from wrapping_keys where service = $1 having max(id) is not null
     on conflict do nothing`,
    [service, await master.newest(), at],
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
  if (newest !== null && some > 1) await wrapAllUnder(keeping, newest);
};

/**
 * The master key is taken away first and noted then: killed in between, the next one does it again. Whoever keeps a copy of
 * the files takes his own away, too.
 */
const retireDue = (keeping: Keeping, carriedOut: { below: number }, at: string, asked: Asked): Promise<void> =>
  lockedOn(keeping.pool, lockOf(keeping.service), async (client) => {
    const { service, master, kept } = keeping;
    const generations = await generationsIn(client, service);
    const due = asked.retire === true ? begunOf(generations).slice(0, -1) : retirableOf(generations, at, kept);
    const gone = await emptyOnes(client, service, generations, due);
    const left = generations.filter(({ number, retiredAt }) => retiredAt === null && !gone.includes(number));
    const below = Math.min(...left.map((each) => each.master));
    if (left.length === 0 || (gone.length === 0 && below <= carriedOut.below)) return;
    await master.retire(below);
    carriedOut.below = below;
    await client.query('update key_generations set retired_at = $3 where service = $1 and number = any($2)', [
      service,
      gone,
      at,
    ]);
  });

/** Numbers of those under which nothing living is wrapped. */
const emptyOnes = async (
  client: PoolClient,
  service: string,
  generations: readonly Generation[],
  due: readonly Begun[],
): Promise<readonly number[]> => {
  const { rows } = await client.query<{ oldest: number | null }>(
    'select min(id) as oldest from wrapping_keys where service = $1',
    [service],
  );
  const oldest = rows[0]?.oldest ?? 0;
  const begun = begunOf(generations);
  return due
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ number }) => number)
    .filter((number) => (begun.find((each) => each.number > number)?.wrappingKey ?? Infinity) <= oldest);
};

/** A master key that is there already, since somebody was killed or brought it in by hand, is the next. */
const announceDue = async (keeping: Keeping, at: string, asked: Asked): Promise<void> => {
  const { pool, service, master, kept } = keeping;
  const wanted = (generations: readonly Generation[]): boolean =>
    announcedIn(generations) !== undefined || asked.rotate === true || isRotationDue(generations, at, kept);
  if (!wanted(await generationsIn(pool, service))) return;
  await lockedOn(pool, lockOf(service), async (client) => {
    const generations = await generationsIn(client, service);
    const newest = newestOf(generations);
    if (newest === undefined || !wanted(generations)) return;
    if ((await master.newest()) <= newest.master) await master.renew();
    await announce(client, keeping, generations);
  });
};

const announce = async (
  client: PoolClient,
  { service, master }: Keeping,
  generations: readonly Generation[],
): Promise<void> => {
  const number = await master.newest();
  const before = announcedIn(generations);
  if (before?.master === number) return;
  const probe = await master.wrap(Buffer.alloc(32), probeContext(service));
  await client.query('delete from key_generations where service = $1 and begun_at is null', [service]);
  await client.query('insert into key_generations (service, number, master, probe) values ($1, $2, $3, $4)', [
    service,
    (generations.at(-1)?.number ?? 0) + 1,
    number,
    probe,
  ]);
};

const probeContext = (service: string): string => `lethe ${service} probe`;

/** Says that this replica is there, and which generation it sees. @returns its number */
const see = async (keeping: Keeping, seenBefore: number, at: string): Promise<number> => {
  const { pool, service, replica, master } = keeping;
  const generations = await generationsIn(pool, service);
  const announced = announcedIn(generations);
  let seen = newestOf(generations)?.number ?? 0;
  if (announced !== undefined && announced.number > seenBefore) {
    await sayingWhich(keeping, announced, () =>
      master.unwrap(announced.probe ?? Buffer.alloc(0), probeContext(service)),
    );
    seen = announced.number;
  }
  seen = Math.max(seen, seenBefore);
  if (replica !== undefined)
    await pool.query(
      `with gone as (delete from key_replicas where service = $1 and seen_at < $5)
       insert into key_replicas (service, replica, seen, seen_at) values ($1, $2, $3, $4)
       on conflict (service, replica) do update set seen = excluded.seen, seen_at = excluded.seen_at`,
      [service, replica, seen, at, silentSince(at)],
    );
  return seen;
};

const sayingWhich = async (
  { service }: Keeping,
  { master }: Generation,
  unwrapProbe: () => Promise<unknown>,
): Promise<void> => {
  try {
    await unwrapProbe();
  } catch (cause) {
    if (cause instanceof MasterKeyUnavailable) throw cause;
    throw new MasterKeyUnseen(
      `${service} does not see generation ${master} of its master key: bring it here, as for its other replicas.`,
      { cause },
    );
  }
};

const silentSince = (at: string): string => new Date(Date.parse(at) - silentAfterMs).toISOString();

/** Once every replica that runs has seen its master key, new subject keys go under it. */
const beginSeen = async (keeping: Keeping, at: string): Promise<void> => {
  const { pool, service, master } = keeping;
  if (announcedIn(await generationsIn(pool, service)) === undefined) return;
  await lockedOn(pool, lockOf(service), async (client) => {
    const announced = announcedIn(await generationsIn(client, service));
    if (announced === undefined || (await blindReplicas(client, service, announced.number, at)) > 0) return;
    // Somebody brought in yet another one: that is announced anew first.
    if ((await master.newest()) !== announced.master) return;
    const wrappingKey = await makeWrappingKey(client, master, service);
    await rewrapIndexKey(client, master, service);
    await client.query(
      `update key_generations set begun_at = $3, wrapping_key = $4, probe = null where service = $1 and number = $2`,
      [service, announced.number, at, wrappingKey],
    );
  });
};

const blindReplicas = async (
  client: Pick<Pool | PoolClient, 'query'>,
  service: string,
  number: number,
  at: string,
): Promise<number> => {
  const { rowCount } = await client.query(
    'select from key_replicas where service = $1 and seen < $2 and seen_at >= $3',
    [service, number, silentSince(at)],
  );
  return rowCount ?? 0;
};

const assertNoneOverdue = (
  { service, kept, taking }: Keeping,
  generations: readonly Generation[],
  at: string,
): void => {
  const [first] = overdueOf(generations, at, kept);
  if (first !== undefined)
    throw new GenerationOverdue(
      `Generation ${first.number} of the keys of ${service} should be retired since ${promisedFor(first, kept)}.${
        taking ? ' Take away first what kept its master key before.' : ''
      }`,
    );
};

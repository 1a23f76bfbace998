import { instantAfter } from '@lethe/deciding';
import type { Pool, PoolClient } from 'pg';
import {
  announcedIn,
  generationsIn,
  isRotationDue,
  MasterKeyUnseen,
  newestOf,
  type Generation,
} from './generations.ts';
import { answers, type Asked, type Database, type Keeping } from './keeping.ts';
import { lockedOn, lockOf } from './locked-on.ts';
import { MasterKeyUnavailable } from './master-key.ts';
import { rewrapTokenKey } from './service-keys.ts';
import { makeWrappingKey } from './wrapping-keys.ts';

/** A replica that has said nothing for so long does not run. */
const silentAfterMs = 300_000;
/** A master key that is there already, since somebody was killed or brought it in by hand, is the next. */
export const announceDue = async (keeping: Keeping, at: string, asked: Asked): Promise<void> => {
  const { pool, service, master, kept } = keeping;
  const wanted = (generations: readonly Generation[]): boolean =>
    announcedIn(generations) !== undefined || asked.rotate === true || isRotationDue(generations, at, kept);
  if (!wanted(await generationsIn(pool, service))) return;
  await answers(master);
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
export const see = async (keeping: Keeping, seenBefore: number, at: string): Promise<number> => {
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
  if (replica !== undefined) {
    await forgetSilent(pool, service, at);
    await pool.query(
      `insert into key_replicas (service, replica, seen, seen_at, knows_index_keys) values ($1, $2, $3, $4, true)
       on conflict (service, replica) do update set seen = excluded.seen, seen_at = excluded.seen_at`,
      [service, replica, seen, at],
    );
  }
  return seen;
};

/** Two that forget each other this moment do not wait for each other. */
const forgetSilent = async (pool: Pool, service: string, at: string): Promise<void> => {
  await pool.query(
    `delete from key_replicas where service = $1 and replica in
       (select replica from key_replicas where service = $1 and seen_at < $2 for update skip locked)`,
    [service, silentSince(at)],
  );
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

const silentSince = (at: string): string => instantAfter(at, -silentAfterMs);

/** Once every replica that runs has seen its master key, new subject keys go under it. */
export const beginSeen = async (keeping: Keeping, at: string): Promise<void> => {
  const { pool, service, master, kept } = keeping;
  if (announcedIn(await generationsIn(pool, service)) === undefined) return;
  await answers(master);
  await lockedOn(pool, lockOf(service), async (client) => {
    const announced = announcedIn(await generationsIn(client, service));
    if (announced === undefined || (await blindReplicas(client, service, announced.number, at)) > 0) return;
    // Somebody brought in yet another one: that is announced anew first.
    if ((await master.newest()) !== announced.master) return;
    const wrappingKey = await makeWrappingKey(client, master, service);
    await rewrapTokenKey(client, master, service);
    await client.query(
      `update key_generations set begun_at = $3, kept_days = $5, wrapping_key = $4, probe = null
        where service = $1 and number = $2`,
      [service, announced.number, at, wrappingKey, kept],
    );
  });
};

const blindReplicas = async (client: Database, service: string, number: number, at: string): Promise<number> => {
  const { rowCount } = await client.query(
    'select from key_replicas where service = $1 and seen < $2 and seen_at >= $3',
    [service, number, silentSince(at)],
  );
  return rowCount ?? 0;
};

/** Whether every replica that runs writes its indexes by the keys that are in force: those of a build before did not. */
export const allKnowIndexKeys = async (db: Database, service: string, at: string): Promise<boolean> => {
  const text = 'select from key_replicas where service = $1 and not knows_index_keys and seen_at >= $2 limit 1';
  return (await db.query(text, [service, silentSince(at)])).rowCount === 0;
};

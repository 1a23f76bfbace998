import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { decrypt, encrypt } from './aead.ts';
import { announcedIn, generationsIn, MasterKeyUnseen } from './generations.ts';
import { lockedOn, lockOf } from './locked-on.ts';
import type { KeyStore } from './service-keys.ts';
import { makeWrappingKey, WrappedKeyBroken, wrappingKeysOf } from './wrapping-keys.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

const batchSize = 500;

/**
 * Makes a new wrapping key, wraps every subject key under it, and removes those before it. Replicas go on meanwhile: from
 * the first moment they wrap new subject keys under the new one. Killed, it leaves nothing that has to be undone; the next
 * rotation finishes what this one began. Two at once end with the newer key alone.
 * @returns how many subject keys were wrapped anew.
 * @throws WrappedKeyBroken where a row does not unwrap; those before it are done. MasterKeyUnseen while one is announced.
 */
export const rotateWrappingKey = async (store: KeyStore): Promise<Rotated> => {
  const { pool, master, service } = store;
  const newest = await lockedOn(pool, lockOf(service), async (client) => {
    if (announcedIn(await generationsIn(client, service)) !== undefined)
      throw new MasterKeyUnseen(`A master key is being brought in for ${service}: its replicas have to see it first.`);
    return makeWrappingKey(client, master, service);
  });
  return { newest, rewrapped: await wrapAllUnder(store, newest) };
};

/**
 * Wraps every subject key under this wrapping key, and removes those before it. Said again, it goes on where it left off.
 * @param withinMs about so long; then some may be left.
 * @returns how many were wrapped anew.
 * @throws WrappedKeyBroken
 */
export const wrapAllUnder = async (
  { pool, master, service }: KeyStore,
  newest: number,
  withinMs = Infinity,
): Promise<number> => {
  const end = performance.now() + withinMs;
  const keys = wrappingKeysOf(master, service);
  let rewrapped = 0;
  while (performance.now() < end) {
    const moved = await rewrapBatch(pool, keys, newest);
    rewrapped += moved;
    if (moved === 0 && (await removeBefore(pool, service, newest))) return rewrapped;
    // What is left is held by somebody who makes or destroys a key this moment.
    if (moved === 0) await pause(10);
  }
  return rewrapped;
};

export type Rotated = Readonly<{ newest: number; rewrapped: number }>;

type Row = Readonly<{ subject: string; wrapped: Buffer; under: number }>;

/** Only updates rows that it holds, so that a key that is destroyed meanwhile does not come back. */
const rewrapBatch = async (pool: Pool, keys: WrappingKeys, newest: number): Promise<number> => {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level read committed');
    const { rows } = await client.query<Row>(
      `select subject, wrapped, wrapping_key as under from subject_keys
       where wrapping_key in (select id from wrapping_keys where service = $1 and id < $2)
       order by subject limit ${batchSize} for update skip locked`,
      [keys.service, newest],
    );
    const to = await keys.key(newest, client);
    const wrapped: Buffer[] = [];
    for (const row of rows) wrapped.push(rewrap(row, await keys.key(row.under, client), to));
    await client.query(
      `update subject_keys set wrapped = again.wrapped, wrapping_key = $3
       from unnest($1::text[], $2::bytea[]) as again (subject, wrapped) where subject_keys.subject = again.subject`,
      [rows.map(({ subject }) => subject), wrapped, newest],
    );
    await client.query('commit');
    client.release();
    return rows.length;
  } catch (error) {
    client.release(true);
    throw error;
  }
};

const rewrap = ({ subject, wrapped }: Row, from: Uint8Array | undefined, to: Uint8Array | undefined): Buffer => {
  if (from === undefined || to === undefined) throw new WrappedKeyBroken(subject);
  try {
    return encrypt(to, decrypt(from, wrapped, subject), subject);
  } catch {
    throw new WrappedKeyBroken(subject);
  }
};

const foreignKeyViolation = '23503';
const lockNotAvailable = '55P03';
/** Two rotations removed the same keys, in another order each. */
const deadlockDetected = '40P01';

/**
 * The database itself refuses to remove one that a subject key still names, or that somebody is about to name.
 * @returns whether they are gone.
 */
const removeBefore = async (pool: Pool, service: string, newest: number): Promise<boolean> => {
  try {
    await pool.query('delete from wrapping_keys where service = $1 and id < $2', [service, newest]);
    return true;
  } catch (error) {
    const { code = '' } = error as Readonly<{ code?: string }>;
    if ([foreignKeyViolation, lockNotAvailable, deadlockDetected].includes(code)) return false;
    throw error;
  }
};

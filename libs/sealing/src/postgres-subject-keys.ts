import type { Pool, PoolClient } from 'pg';
import { decrypt, encrypt, newKey } from './aead.ts';
import { lockedOn } from './locked-on.ts';
import { sharedReads } from './shared-reads.ts';
import type { Receipt, SubjectKeys } from './sealing.ts';
import { WrappedKeyBroken } from './wrapping-keys.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

type Row = Readonly<{ subject: string; wrapped: Buffer; under: number }>;

/**
 * Subject keys in the service's own keys database, each wrapped under one of the service's wrapping keys and bound to its
 * subject.
 *
 * No unwrapped key is cached. A read by primary key costs about 0.2 ms, `open` is one query however many the subjects, and
 * who asks at the same time shares it, whereas a cache would oblige every replica to wait out its lifetime before a
 * destruction may be acknowledged. So once `destroy` answers, no replica opens the key again.
 */
export const postgresSubjectKeys = ({
  pool,
  wrappingKeys,
}: Readonly<{ pool: Pool; wrappingKeys: WrappingKeys }>): SubjectKeys => {
  const rowsOf = sharedReads((subjects: readonly string[]) => findRows(pool, subjects));
  const find = (subjects: readonly string[]) => findKeys({ db: pool, wrappingKeys, rowsOf }, subjects);
  const makeLocked = async (client: PoolClient, subject: string): Promise<Uint8Array | undefined> => {
    if ((await receiptOf(client, subject)) !== undefined) return undefined;
    const own = { db: client, wrappingKeys, rowsOf: (subjects: readonly string[]) => findRows(client, subjects) };
    const existing = (await findKeys(own, [subject])).get(subject);
    if (existing !== undefined) return existing;
    const key = newKey();
    const { id, wrappingKey } = await newestOf(client, wrappingKeys);
    await client.query('insert into subject_keys (subject, wrapped, wrapping_key) values ($1, $2, $3)', [
      subject,
      encrypt(wrappingKey, key, subject),
      id,
    ]);
    return key;
  };
  return {
    make: async (subject) =>
      (await find([subject])).get(subject) ?? lockedOn(pool, subject, (client) => makeLocked(client, subject)),
    open: async (subjects) => (subjects.length === 0 ? new Map() : find(subjects)),
    destroy: (subject, at) => lockedOn(pool, subject, (client) => destroyLocked(client, subject, at)),
  };
};

const findRows = async (db: Pool | PoolClient, subjects: readonly string[]): Promise<ReadonlyMap<string, Row>> => {
  const text = 'select subject, wrapped, wrapping_key as under from subject_keys where subject = any($1)';
  const { rows } = await db.query<Row>({ name: 'subject_keys', text, values: [subjects] });
  return new Map(rows.map((row) => [row.subject, row]));
};

type Finding = Readonly<{
  db: Pool | PoolClient;
  wrappingKeys: WrappingKeys;
  rowsOf: (subjects: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
}>;

const findKeys = async (finding: Finding, subjects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { db, wrappingKeys, rowsOf } = finding;
  const rows = await rowsOf(subjects);
  const keys = new Map<string, Uint8Array>();
  for (const subject of subjects) {
    const row = rows.get(subject);
    if (row === undefined) continue;
    const wrappingKey = await wrappingKeys.key(row.under, db);
    // Rotated away since the row was read: the row names a newer one by now, or is gone.
    if (wrappingKey === undefined) return findKeys(finding, subjects);
    keys.set(subject, unwrap(wrappingKey, row));
  }
  return keys;
};

const unwrap = (wrappingKey: Uint8Array, { subject, wrapped }: Row): Uint8Array => {
  try {
    return decrypt(wrappingKey, wrapped, subject);
  } catch {
    throw new WrappedKeyBroken(subject);
  }
};

/** Held until the transaction ends, so that a rotation does not remove it before a row names it. */
const newestOf = async (client: PoolClient, wrappingKeys: WrappingKeys) => {
  const { service } = wrappingKeys;
  const { rows } = await client.query<{ id: number }>(
    'select id from wrapping_keys where service = $1 order by id desc limit 1 for key share',
    [service],
  );
  const id = rows[0]?.id;
  const wrappingKey = id === undefined ? undefined : await wrappingKeys.key(id, client);
  if (id === undefined || wrappingKey === undefined) throw new Error(`${service} has no wrapping key.`);
  return { id, wrappingKey };
};

const receiptOf = async (client: PoolClient, subject: string): Promise<Receipt | undefined> => {
  const { rows } = await client.query<Receipt>(
    `select subject, to_char(destroyed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "destroyedAt"
     from subject_tombstones where subject = $1`,
    [subject],
  );
  return rows[0];
};

const destroyLocked = async (client: PoolClient, subject: string, at: string): Promise<Receipt> => {
  const { rows } = await client.query<{ under: number }>(
    'delete from subject_keys where subject = $1 returning wrapping_key as under',
    [subject],
  );
  const first = await receiptOf(client, subject);
  if (first !== undefined) return first;
  const destroyedAt = new Date(at).toISOString();
  await client.query('insert into subject_tombstones (subject, destroyed_at, wrapping_key) values ($1, $2, $3)', [
    subject,
    destroyedAt,
    rows[0]?.under ?? null,
  ]);
  return { subject, destroyedAt };
};

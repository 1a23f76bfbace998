import type { Pool, PoolClient } from 'pg';
import { decrypt, encrypt, newKey } from './aead.ts';
import { lockedOn } from './locked-on.ts';
import type { Receipt, SubjectKeys } from './sealing.ts';

export class WrappedKeyBroken extends Error {
  override readonly name = 'WrappedKeyBroken';
  constructor(readonly subject: string) {
    super(`The key of ${subject} does not unwrap: its row was changed or the wrapping key is another one.`);
  }
}

type Row = Readonly<{ subject: string; wrapped: Buffer }>;

/**
 * Subject keys in the service's own keys database, each wrapped under the service's wrapping key and bound to its subject.
 *
 * No unwrapped key is cached. A read by primary key costs about 0.2 ms and `open` is one query however many the subjects,
 * whereas a cache would oblige every replica to wait out its lifetime before a destruction may be acknowledged. So once
 * `destroy` answers, no replica can open the key again.
 */
export const postgresSubjectKeys = ({
  pool,
  wrappingKey,
}: Readonly<{ pool: Pool; wrappingKey: Uint8Array }>): SubjectKeys => {
  const unwrap = ({ subject, wrapped }: Row): Uint8Array => {
    try {
      return decrypt(wrappingKey, wrapped, subject);
    } catch {
      throw new WrappedKeyBroken(subject);
    }
  };
  const find = async (db: Pool | PoolClient, subjects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
    const { rows } = await db.query<Row>('select subject, wrapped from subject_keys where subject = any($1)', [
      subjects,
    ]);
    return new Map(rows.map((row) => [row.subject, unwrap(row)]));
  };
  const makeLocked = async (client: PoolClient, subject: string): Promise<Uint8Array | undefined> => {
    if ((await receiptOf(client, subject)) !== undefined) return undefined;
    const existing = (await find(client, [subject])).get(subject);
    if (existing !== undefined) return existing;
    const key = newKey();
    const wrapped = encrypt(wrappingKey, key, subject);
    await client.query('insert into subject_keys (subject, wrapped) values ($1, $2)', [subject, wrapped]);
    return key;
  };
  return {
    make: async (subject) =>
      (await find(pool, [subject])).get(subject) ?? lockedOn(pool, subject, (client) => makeLocked(client, subject)),
    open: async (subjects) => (subjects.length === 0 ? new Map() : find(pool, subjects)),
    destroy: (subject, at) => lockedOn(pool, subject, (client) => destroyLocked(client, subject, at)),
  };
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
  await client.query('delete from subject_keys where subject = $1', [subject]);
  const first = await receiptOf(client, subject);
  if (first !== undefined) return first;
  const destroyedAt = new Date(at).toISOString();
  await client.query('insert into subject_tombstones (subject, destroyed_at) values ($1, $2)', [subject, destroyedAt]);
  return { subject, destroyedAt };
};

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKey } from './aead.ts';
import { sealingOf } from './field-sealing.ts';
import { postgresSubjectKeys } from './postgres-subject-keys.ts';
import { originOf } from './sealing.ts';
import { openServiceKeys } from './service-keys.ts';
import { inMemoryMasterKey } from './testing/in-memory-master-key.ts';
import { keysDatabase } from './testing/keys-database.ts';

describe('Personal data on the disk (invariant I9)', () => {
  const marker = 'marker-c0ffee-alice@example.org';
  const subject = 'account:alice';
  const origin = originOf('account-alice', 'AccountRegistered', 'email');
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  const keys = async () => {
    const { pool } = database;
    const { wrappingKeys } = await openServiceKeys({ pool, master: inMemoryMasterKey(), service: 'identity' });
    return postgresSubjectKeys({ pool, wrappingKeys });
  };
  beforeAll(async () => {
    database = await keysDatabase();
    await database.pool.query('create table sealed_rows (data text); create table plain_rows (data text)');
  });
  afterAll(() => database.drop());

  /** The table's own bytes, as a thief of the disk would see them. */
  const fileOf = async (table: string): Promise<Buffer> => {
    await database.pool.query('checkpoint');
    const { rows } = await database.pool.query('select pg_read_binary_file(pg_relation_filepath($1)) as bytes', [
      table,
    ]);
    return rows[0].bytes;
  };

  it('is ciphertext in the rows that hold it, and its key is ciphertext in the rows that hold that', async () => {
    const store = await keys();
    const sealed = await sealingOf({ keys: store, tokenKey: newKey() }).seal([{ value: marker, subject, origin }]);
    await database.pool.query('insert into sealed_rows values ($1)', [JSON.stringify(sealed)]);
    await database.pool.query('insert into plain_rows values ($1)', [JSON.stringify([marker])]);
    const key = Buffer.from((await store.open([subject])).get(subject) ?? []);

    const rows = await fileOf('sealed_rows');
    expect(rows.includes('"$sealed"')).toBe(true);
    for (const form of [
      marker,
      Buffer.from(marker).toString('base64url').slice(0, -2),
      Buffer.from(marker).toString('hex'),
    ])
      expect(rows.includes(form)).toBe(false);
    const keyRows = await fileOf('subject_keys');
    expect(keyRows.includes(subject)).toBe(true);
    expect(keyRows.includes(key)).toBe(false);
    expect((await fileOf('plain_rows')).includes(marker)).toBe(true);
  });
});

import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresSubjectKeys } from './postgres-subject-keys.ts';
import { openServiceKeys } from './service-keys.ts';
import { subjectKeysContract } from './subject-keys.contract.ts';
import { inMemoryMasterKey } from './testing/in-memory-master-key.ts';
import { keysDatabase } from './testing/keys-database.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

describe('Subject keys in PostgreSQL', () => {
  let wrappingKeys: WrappingKeys;
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  const keys = () => postgresSubjectKeys({ pool: database.pool, wrappingKeys });
  beforeAll(async () => {
    database = await keysDatabase();
    const store = { pool: database.pool, master: inMemoryMasterKey(), service: 'identity' };
    ({ wrappingKeys } = await openServiceKeys(store));
  });
  afterAll(() => database.drop());

  const somebodyWaits = async (): Promise<boolean> => {
    const { rowCount } = await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  };

  subjectKeysContract(keys);

  it('makes one key where two replicas ask for it at once', async () => {
    const [one, other] = [keys(), keys()];
    for (let round = 0; round < 25; round += 1) {
      const subject = `account:replicas-${round}`;
      const [first, second] = await Promise.all([one.make(subject), other.make(subject)]);
      expect(first).toEqual(second);
    }
  });

  it('waits for a destruction that is under way, and then makes no key', async () => {
    const subject = 'account:under-way';
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [subject]);
    const late = keys().make(subject);
    while (!(await somebodyWaits())) await delay(5);
    await client.query('insert into subject_tombstones values ($1, now())', [subject]);
    await client.query('commit');
    client.release();
    expect(await late).toBeUndefined();
  });

  it('keeps the wrapped key only, and after a destruction the tombstone only', async () => {
    const subject = 'account:at-rest';
    const key = Buffer.from((await keys().make(subject)) ?? []);
    const { rows } = await database.pool.query('select wrapped from subject_keys where subject = $1', [subject]);
    expect(rows).toHaveLength(1);
    expect(rows[0].wrapped.includes(key)).toBe(false);
    await keys().destroy(subject, '2026-11-24T07:00:00.000Z');
    const left = await database.pool.query(
      `select (select count(*)::int from subject_keys where subject = $1) as keys,
              (select count(*)::int from subject_tombstones where subject = $1) as tombstones`,
      [subject],
    );
    expect(left.rows).toEqual([{ keys: 0, tombstones: 1 }]);
  });

  it('refuses a wrapped key that was moved to another subject (E4)', async () => {
    await keys().make('account:alice');
    await keys().make('account:bob');
    await database.pool.query(
      `update subject_keys set wrapped = (select wrapped from subject_keys where subject = 'account:alice')
       where subject = 'account:bob'`,
    );
    await expect(keys().open(['account:bob'])).rejects.toMatchObject({
      name: 'WrappedKeyBroken',
      subject: 'account:bob',
    });
  });

  it('opens no key under another wrapping key, and makes no second one in its place (E4)', async () => {
    await keys().make('account:carol');
    const key = async () => new Uint8Array(32).fill(1);
    const stranger = postgresSubjectKeys({ pool: database.pool, wrappingKeys: { service: 'identity', key } });
    await expect(stranger.open(['account:carol'])).rejects.toMatchObject({ name: 'WrappedKeyBroken' });
    await expect(stranger.make('account:carol')).rejects.toMatchObject({ name: 'WrappedKeyBroken' });
  });

  it('leaves the pool usable after a failure in a transaction', async () => {
    await expect(keys().destroy('account:dave', 'not an instant')).rejects.toBeInstanceOf(RangeError);
    expect(await keys().make('account:dave')).toHaveLength(32);
  });
});

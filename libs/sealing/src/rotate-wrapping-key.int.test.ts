import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { newKey } from './aead.ts';
import { sealingOf } from './field-sealing.ts';
import { postgresSubjectKeys } from './postgres-subject-keys.ts';
import { rotateWrappingKey } from './rotate-wrapping-key.ts';
import { originOf } from './sealing.ts';
import { openServiceKeys } from './service-keys.ts';
import { inMemoryMasterKey } from './testing/in-memory-master-key.ts';
import { keysDatabase } from './testing/keys-database.ts';

const at = '2026-11-24T07:00:00.000Z';
const subjects = (count: number) => Array.from({ length: count }, (_, n) => `account:${String(n).padStart(5, '0')}`);

const same = (one: Uint8Array, other: Uint8Array | undefined) =>
  other !== undefined && Buffer.compare(one, other) === 0;

describe('Rotating the wrapping key', () => {
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  let store: Parameters<typeof rotateWrappingKey>[0] & { master: ReturnType<typeof inMemoryMasterKey> };
  beforeEach(async () => {
    database = await keysDatabase();
    store = { pool: database.pool, master: inMemoryMasterKey(), service: 'identity' };
  });
  afterEach(() => database.drop());

  const replica = async () => {
    const { wrappingKeys } = await openServiceKeys(store);
    return postgresSubjectKeys({ pool: database.pool, wrappingKeys });
  };
  const made = async (keys: Awaited<ReturnType<typeof replica>>, count: number) => {
    await Promise.all(subjects(count).map((subject) => keys.make(subject)));
    return keys.open(subjects(count));
  };
  const namedBy = async () => {
    const { rows } = await database.pool.query(
      'select wrapping_key as id, count(*)::int as keys from subject_keys group by id order by id',
    );
    return rows;
  };
  const wrappingKeys = async () =>
    (await database.pool.query('select id from wrapping_keys order by id')).rows.map(({ id }) => id as number);

  it('wraps every subject key anew, and all of them stay the same', async () => {
    const keys = await replica();
    const before = await made(keys, 30);
    const { rows } = await database.pool.query('select wrapped from subject_keys');
    expect(await rotateWrappingKey(store)).toEqual({ newest: 2, rewrapped: 30 });
    expect(await namedBy()).toEqual([{ id: 2, keys: 30 }]);
    expect(await wrappingKeys()).toEqual([2]);
    expect(await keys.open(subjects(30))).toEqual(before);
    expect(await (await replica()).open(subjects(30))).toEqual(before);
    const now = await database.pool.query('select wrapped from subject_keys');
    expect(now.rows).not.toEqual(rows);
  });

  it('opens what was sealed before', async () => {
    const keys = await replica();
    const sealing = sealingOf({ keys, tokenKey: newKey() });
    const origin = originOf('account-a', 'AccountRegistered', 'username');
    const sealed = await sealing.seal([{ value: 'Alice', subject: 'account:a', origin }]);
    await rotateWrappingKey(store);
    await rotateWrappingKey(store);
    expect(await sealing.open(sealed)).toEqual(['Alice']);
  });

  it('is learnt by a replica at its first look, once, without a start', async () => {
    const keys = await replica();
    await keys.make('account:before');
    await rotateWrappingKey(store);
    const asked = store.master.unwraps();
    await Promise.all(Array.from({ length: 20 }, () => keys.make(`account:${randomUUID()}`)));
    expect((await keys.open(['account:before'])).size).toBe(1);
    expect(store.master.unwraps() - asked).toBe(1);
    expect(await namedBy()).toEqual([{ id: 2, keys: 21 }]);
  });

  it('waits for a key that is being made under the old one', async () => {
    await replica();
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('select id from wrapping_keys for key share');
    let done = false;
    const impatient = new Pool({ connectionString: database.url, lock_timeout: 40 });
    impatient.on('error', () => undefined); // a connection that still closes when its database is dropped
    const rotation = rotateWrappingKey({ ...store, pool: impatient }).finally(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([done, await wrappingKeys()]).toEqual([false, [1, 2]]);
    await client.query('commit');
    client.release();
    await rotation.finally(() => impatient.end());
    expect(await wrappingKeys()).toEqual([2]);
  });

  it('goes on beside replicas that open, make and destroy, and brings no destroyed key back (E2)', async () => {
    const replicas = [await replica(), await replica()] as const;
    const all = subjects(600);
    const before = await made(replicas[0], 600);
    const under = { way: true };
    const rotation = rotateWrappingKey(store).finally(() => (under.way = false));
    const destroyed: string[] = [];
    const wrong: string[] = [];
    const young = new Map<string, Uint8Array | undefined>();
    for (let n = 0; under.way || n < 100; n += 1) {
      const [one, other] = n % 2 === 0 ? replicas : ([replicas[1], replicas[0]] as const);
      const dying = all[n % 300] ?? '';
      const some = all.slice((n * 60) % 600).slice(0, 60);
      const [opened] = await Promise.all([one.open(some), other.destroy(dying, at)]);
      destroyed.push(dying);
      wrong.push(...[...opened].flatMap(([subject, key]) => (same(key, before.get(subject)) ? [] : [subject])));
      young.set(`account:young-${n}`, await one.make(`account:young-${n}`));
    }
    await rotation;
    expect(wrong).toEqual([]);
    expect(await replicas[0].open(destroyed)).toEqual(new Map());
    expect(await replicas[1].open([...young.keys()])).toEqual(young);
    expect((await namedBy()).map(({ id }) => id)).toEqual([2]);
    expect(await wrappingKeys()).toEqual([2]);
  }, 60_000);

  it('is finished by the next one where it was killed half-way', async () => {
    const keys = await replica();
    const before = await made(keys, 40);
    await expect(rotateWrappingKey({ ...store, pool: killedAt(database.pool, 'update subject_keys') })).rejects.toThrow(
      'killed',
    );
    expect(await wrappingKeys()).toEqual([1, 2]);
    expect(await (await replica()).open(subjects(40))).toEqual(before);
    expect(await rotateWrappingKey(store)).toEqual({ newest: 3, rewrapped: 40 });
    expect(await wrappingKeys()).toEqual([3]);
    expect(await keys.open(subjects(40))).toEqual(before);
  });

  it('ends with the newest key alone where two run at once', async () => {
    const keys = await replica();
    const before = await made(keys, 1_100);
    await Promise.all([rotateWrappingKey(store), rotateWrappingKey(store)]);
    expect(await wrappingKeys()).toEqual([3]);
    expect(await keys.open(subjects(1_100))).toEqual(before);
  }, 60_000);

  it('stops at a row that was changed, and says whose it is (E4)', async () => {
    const keys = await replica();
    await made(keys, 3);
    await database.pool.query(
      `update subject_keys set wrapped = (select wrapped from subject_keys where subject = 'account:00000')
       where subject = 'account:00001'`,
    );
    await expect(rotateWrappingKey(store)).rejects.toMatchObject({
      name: 'WrappedKeyBroken',
      subject: 'account:00001',
    });
    expect(await wrappingKeys()).toEqual([1, 2]);
  });
});

/** A pool whose connections are lost as soon as they are asked this. */
const killedAt = (pool: Parameters<typeof rotateWrappingKey>[0]['pool'], statement: string): typeof pool =>
  new Proxy(pool, {
    get: (target, name) =>
      name === 'connect'
        ? async () => {
            const client = await target.connect();
            return new Proxy(client, {
              get: (each, member) => {
                if (member === 'query')
                  return async (text: string, values?: unknown[]) => {
                    if (text.startsWith(statement)) throw new Error('killed');
                    return each.query(text, values);
                  };
                const value: unknown = Reflect.get(each, member);
                return typeof value === 'function' ? value.bind(each) : value;
              },
            });
          }
        : Reflect.get(target, name),
  });

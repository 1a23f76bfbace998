import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { allKnowIndexKeys } from './begin-generation.ts';
import { begunOf, generationsIn } from './generations.ts';
import { indexKeyRing, indexKeysIn, makeIndexKey, noteIndexKeysLeft } from './index-keys.ts';
import { generationKeeper, type Keeping } from './keep-generations.ts';
import { keyMigrations } from './key-migrations.ts';
import { openServiceKeys, type KeysWanted } from './service-keys.ts';
import { inMemoryMasterKey } from './testing/in-memory-master-key.ts';
import { keysDatabase } from './testing/keys-database.ts';

const service = 'identity';
const hourMs = 3_600_000;
/** Back-ups are kept for one day: a generation follows after 6 hours, and is retired after 23. */
const at = (hours: number): string => new Date(Date.UTC(2026, 10, 24) + hours * hourMs).toISOString();
const wanted: KeysWanted = { indexes: true, tokens: 'anew' };

describe('Index keys with ids (K1)', () => {
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  let keeping: Keeping;
  const open = (how = wanted) => openServiceKeys(keeping, how);
  const ids = async () => (await indexKeysIn(database.pool, service)).map(({ id, generation }) => [id, generation]);
  const make = (hours: number, above = 0, anyway = false) => makeIndexKey(keeping, { above, anyway, at: at(hours) });
  const retired = async () =>
    begunOf(await generationsIn(database.pool, service)).flatMap(({ number, retiredAt }) =>
      retiredAt === null ? [] : [number],
    );
  beforeEach(async () => {
    database = await keysDatabase();
    const master = inMemoryMasterKey();
    keeping = { pool: database.pool, service, kept: 1, mayRenew: true, taking: false, awaitsBackUp: false, master };
  });
  afterEach(() => database.drop());

  it('are made once for each generation, and go with it once nothing lies under them', async () => {
    await open();
    const keep = generationKeeper(keeping);
    await keep(at(0));
    await Promise.all([make(0), make(0)]);
    expect(await ids()).toEqual([[1, 1]]);
    await keep(at(6));
    await Promise.all(Array.from({ length: 5 }, () => make(6)));
    expect(await ids()).toEqual([
      [1, 1],
      [2, 2],
    ]);
    await expect(keep(at(24.5))).rejects.toThrow('Generation 1 of the keys of identity should be retired');
    expect(await retired()).toEqual([]);
    await noteIndexKeysLeft(database.pool, service, 2, at(24.5));
    await keep(at(24.5));
    expect(await retired()).toEqual([1]);
    expect(await ids()).toEqual([[2, 2]]);
  });

  it('are wrapped by the master key of their generation alone: with that, they open no more', async () => {
    await open();
    const keep = generationKeeper(keeping);
    await keep(at(0));
    const { rows } = await database.pool.query<{ wrapped: Buffer }>('select wrapped from index_keys');
    const unwrap = () => keeping.master.unwrap(rows[0]?.wrapped ?? Buffer.alloc(0), 'lethe identity index key');
    await keep(at(6));
    await make(6);
    expect((await database.pool.query('select wrapped from index_keys where id = 1')).rows).toEqual(rows);
    await unwrap();
    await noteIndexKeysLeft(database.pool, service, 2, at(7));
    await keep(at(23));
    await expect(unwrap()).rejects.toThrow('None of the keys wrapped this');
    const ring = indexKeyRing(keeping);
    await ring.load();
    expect(ring.ids()).toEqual([2]);
  });

  it('mark what they make by their id, but for the first one', async () => {
    await open();
    await generationKeeper(keeping)(at(0));
    await make(0, 6, true);
    const ring = indexKeyRing(keeping);
    await ring.load();
    expect(ring.ids()).toEqual([1, 7]);
    expect(ring.index(1, 'a')).toMatch(/^[\w-]{43}$/);
    expect(ring.index(7, 'a')).toMatch(/^7\.[\w-]{43}$/);
    expect(ring.index(7, 'a')?.slice(2)).not.toBe(ring.index(1, 'a'));
    expect(ring.index(2, 'a')).toBeUndefined();
  });

  it('are not made while a master key is being brought in', async () => {
    await open();
    const replica = { ...keeping, replica: 'one' };
    await generationKeeper(replica)(at(0));
    await database.pool.query(`insert into key_replicas (service, replica, seen, seen_at) values ($1, 'two', 1, $2)`, [
      service,
      at(6),
    ]);
    await generationKeeper(replica)(at(6), { rotate: true });
    await make(6, 5, true);
    expect(await ids()).toEqual([[1, 1]]);
  });

  it('are known to every replica but those of a build before', async () => {
    await open();
    await generationKeeper({ ...keeping, replica: 'one' })(at(0));
    expect(await allKnowIndexKeys(database.pool, service, at(0))).toBe(true);
    const insert = `insert into key_replicas (service, replica, seen, seen_at) values ($1, 'old', 1, $2)`;
    await database.pool.query(insert, [service, at(0)]);
    expect(await allKnowIndexKeys(database.pool, service, at(0.05))).toBe(false);
    expect(await allKnowIndexKeys(database.pool, service, at(0.1))).toBe(true);
  });
});

describe('The one index key of a build before', () => {
  const taken = async (how: KeysWanted) => {
    const last = keyMigrations.findIndex(({ name }) => name === '0007-index-keys-with-ids');
    const { pool, drop } = await keysDatabase(keyMigrations.slice(0, last));
    const master = inMemoryMasterKey();
    const before = Buffer.alloc(32, 9);
    await pool.query('insert into service_keys (service, index_key) values ($1, $2)', [
      service,
      await master.wrap(before, 'lethe identity index key'),
    ]);
    await pool.query('insert into wrapping_keys (service, wrapped) values ($1, $2)', [
      service,
      await master.wrap(Buffer.alloc(32, 8), 'lethe identity wrapping key'),
    ]);
    await pool.query(
      `insert into key_generations (service, number, master, begun_at, wrapping_key) values ($1, 3, 1, now(), 1)`,
      [service],
    );
    for (const { statements } of keyMigrations.slice(last)) for (const each of statements) await pool.query(each);
    const opened = await Promise.all([1, 2].map(() => openServiceKeys({ pool, master, service }, how)));
    const keys = await indexKeysIn(pool, service);
    const ring = indexKeyRing({ pool, master, service });
    await ring.load();
    await drop();
    const tokens = new Set(opened.map(({ tokenKey }) => Buffer.from(tokenKey).toString('hex')));
    return { before, tokens: [...tokens], keys: keys.map(({ id, generation }) => [id, generation]), ring };
  };
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

  it('is key 1 of the generation that wrapped it last, and makes what it made', async () => {
    const { keys, ring, tokens, before } = await taken(wanted);
    expect(keys).toEqual([[1, 3]]);
    expect(ring.index(1, 'email\0a')).toBe(createHmac('sha256', before).update('email\0a').digest('base64url'));
    expect(tokens).toHaveLength(1);
    expect(tokens).not.toEqual([hex(before)]);
  });

  it('lives on for tokens where those are for longer', async () => {
    const { keys, tokens, before } = await taken({ indexes: true, tokens: 'kept' });
    expect([keys, tokens]).toEqual([[[1, 3]], [hex(before)]]);
  });

  it('is the token key alone where a service has no indexes', async () => {
    const { keys, tokens, before } = await taken({ indexes: false, tokens: 'kept' });
    expect([keys, tokens]).toEqual([[], [hex(before)]]);
  });
});

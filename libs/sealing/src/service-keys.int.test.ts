import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileMasterKey } from './file-master-key.ts';
import { openWrappingKey } from './service-keys.ts';
import { keysDatabase } from './testing/keys-database.ts';

describe("A service's own keys", () => {
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  let folder: string;
  const master = (name = 'master.key') => fileMasterKey(join(folder, name));
  beforeAll(async () => {
    database = await keysDatabase();
    folder = await mkdtemp(join(tmpdir(), 'lethe-service-keys-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('are made at the first start and the same at every later one', async () => {
    const first = await openWrappingKey(database.pool, await master(), 'identity');
    expect(first.wrappingKey).toHaveLength(32);
    expect(first.indexKey).toHaveLength(32);
    expect(first.indexKey).not.toEqual(first.wrappingKey);
    expect(await openWrappingKey(database.pool, await master(), 'identity')).toEqual(first);
  });

  it('are the same for replicas that start together', async () => {
    const key = await master();
    const opened = await Promise.all(Array.from({ length: 10 }, () => openWrappingKey(database.pool, key, 'session')));
    for (const each of opened) expect(each).toEqual(opened[0]);
  });

  it('are different ones for each service', async () => {
    const mine = await openWrappingKey(database.pool, await master(), 'ticketing');
    const other = await openWrappingKey(database.pool, await master(), 'mfa');
    expect(mine.wrappingKey).not.toEqual(other.wrappingKey);
    expect(mine.indexKey).not.toEqual(other.indexKey);
  });

  it('do not open under another master key, and are not replaced', async () => {
    const kept = await openWrappingKey(database.pool, await master(), 'notification');
    await expect(openWrappingKey(database.pool, await master('other.key'), 'notification')).rejects.toThrow(
      'does not unwrap',
    );
    expect(await openWrappingKey(database.pool, await master(), 'notification')).toEqual(kept);
  });

  it('do not open where one is put in the place of another (E4)', async () => {
    await openWrappingKey(database.pool, await master(), 'gateway');
    await database.pool.query(`update service_keys set index_key = wrapping_key where service = 'gateway'`);
    await expect(openWrappingKey(database.pool, await master(), 'gateway')).rejects.toThrow(
      'index key does not unwrap',
    );
  });
});

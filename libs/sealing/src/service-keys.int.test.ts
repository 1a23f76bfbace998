import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileMasterKey } from './file-master-key.ts';
import { MasterKeyUnavailable, type MasterKey } from './master-key.ts';
import { openServiceKeys, rewrapServiceKeys } from './service-keys.ts';
import { inMemoryMasterKey } from './testing/in-memory-master-key.ts';
import { keysDatabase } from './testing/keys-database.ts';
import { wrappingKeysOf } from './wrapping-keys.ts';

describe("A service's own keys", () => {
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  let folder: string;
  const masterKey = (name = 'master.key') => fileMasterKey({ path: join(folder, name) });
  /** The bytes of both keys. */
  const openKeys = async (service: string, master?: MasterKey) => {
    const { pool } = database;
    const keys = await openServiceKeys({ pool, master: master ?? (await masterKey()), service });
    const { rows } = await pool.query('select max(id) as id from wrapping_keys where service = $1', [service]);
    return { wrapping: await keys.wrappingKeys.key(rows[0].id, pool), token: keys.tokenKey };
  };
  beforeAll(async () => {
    database = await keysDatabase();
    folder = await mkdtemp(join(tmpdir(), 'lethe-service-keys-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('are made at the first start and the same at every later one', async () => {
    const first = await openKeys('identity');
    expect(first.wrapping).toHaveLength(32);
    expect(first.token).toHaveLength(32);
    expect(first.token).not.toEqual(first.wrapping);
    expect(await openKeys('identity')).toEqual(first);
  });

  it('are the same for replicas that start together', async () => {
    const key = await masterKey();
    const opened = await Promise.all(Array.from({ length: 10 }, () => openKeys('session', key)));
    for (const each of opened) expect(each).toEqual(opened[0]);
  });

  it('are different ones for each service', async () => {
    const mine = await openKeys('ticketing');
    const other = await openKeys('mfa');
    expect(mine.wrapping).not.toEqual(other.wrapping);
    expect(mine.token).not.toEqual(other.token);
  });

  it('do not open under another master key, and are not replaced', async () => {
    const kept = await openKeys('notification');
    await expect(openKeys('notification', await masterKey('other.key'))).rejects.toThrow('does not unwrap');
    expect(await openKeys('notification')).toEqual(kept);
  });

  it('do not open where one is put in the place of another (E4)', async () => {
    await openKeys('gateway');
    await database.pool.query(
      `update service_keys set token_key = (select wrapped from wrapping_keys where service = 'gateway')
       where service = 'gateway'`,
    );
    await expect(openKeys('gateway')).rejects.toThrow('token key does not unwrap');
  });

  it('stay the same when the master key is rotated, and need only the new one then', async () => {
    const master = inMemoryMasterKey();
    const before = await openKeys('cancellation', master);
    await master.renew();
    expect(await openKeys('cancellation', master)).toEqual(before);
    await rewrapServiceKeys({ pool: database.pool, master, service: 'cancellation' });
    await master.retire(2);
    expect(await openKeys('cancellation', master)).toEqual(before);
  });

  it('are not lost where the master key is retired before they are wrapped anew, but do not open', async () => {
    const master = inMemoryMasterKey();
    await openKeys('workspace-ownership', master);
    await master.renew();
    await master.retire(2);
    await expect(openKeys('workspace-ownership', master)).rejects.toThrow('does not unwrap');
  });

  it('open for a replica that reads them while they are wrapped anew and the old master key goes', async () => {
    const { pool } = database;
    const master = inMemoryMasterKey();
    await openKeys('audit', master);
    let late = true;
    const meanwhile: MasterKey = {
      ...master,
      unwrap: async (wrapped, context) => {
        if (late) {
          late = false;
          await master.renew();
          await rewrapServiceKeys({ pool, master, service: 'audit' });
          await master.retire(2);
        }
        return master.unwrap(wrapped, context);
      },
    };
    expect(await openKeys('audit', meanwhile)).toEqual(await openKeys('audit', master));
    expect(late).toBe(false);
  });

  it('are asked for again after the master key could not be reached for a moment (L11)', async () => {
    const { pool } = database;
    const master = inMemoryMasterKey();
    await openKeys('reports', master);
    let reached = false;
    const hiccuping: MasterKey = {
      ...master,
      unwrap: (wrapped, context) =>
        reached ? master.unwrap(wrapped, context) : Promise.reject(new MasterKeyUnavailable('sealed')),
    };
    const { rows } = await pool.query<{ id: number }>("select id from wrapping_keys where service = 'reports'");
    const wrappingKeys = wrappingKeysOf(hiccuping, 'reports');
    const ask = () => wrappingKeys.key(rows[0]?.id ?? 0, pool);
    const failed = await Promise.allSettled([ask(), ask()]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    reached = true;
    expect(await ask()).toHaveLength(32);
  });
});

import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decrypt } from './aead.ts';
import { fileMasterKey } from './file-master-key.ts';
import { begunOf, generationsIn, noteBackUp, retirableOf } from './generations.ts';
import { generationKeeper, type Keeping } from './keep-generations.ts';
import { MasterKeyUnavailable, type MasterKey } from './master-key.ts';
import { postgresSubjectKeys } from './postgres-subject-keys.ts';
import { rotateWrappingKey } from './rotate-wrapping-key.ts';
import { openServiceKeys } from './service-keys.ts';
import { killedAt } from './testing/killed-at.ts';
import { keysDatabase } from './testing/keys-database.ts';
import { wrappingContext } from './wrapping-keys.ts';

const service = 'identity';
const hourMs = 3_600_000;
/** Hours since the first look; back-ups are kept for one day: rotated every 6 hours, retired after 23. */
const at = (hours: number): string => new Date(Date.UTC(2026, 10, 24) + hours * hourMs).toISOString();
const alice = 'account:alice';
const bob = 'account:bob';

describe('Generations of keys (K1)', () => {
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  let folder: string;
  let keeping: Keeping;
  beforeEach(async () => {
    database = await keysDatabase();
    folder = await mkdtemp(join(tmpdir(), 'lethe-generations-'));
    const master = await masterKey();
    keeping = { pool: database.pool, service, kept: 1, mayRenew: true, taking: false, awaitsBackUp: false, master };
    await openServiceKeys(keeping);
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const masterKey = (name = 'master.key'): Promise<MasterKey> => fileMasterKey({ path: join(folder, name) });
  const masterKeys = async (): Promise<readonly string[]> =>
    (await readdir(folder)).filter((name) => name.startsWith('master.key')).toSorted();
  /** What a replica does that starts now. */
  const started = async (master?: MasterKey) => {
    const { wrappingKeys } = await openServiceKeys({ ...keeping, master: master ?? (await masterKey()) });
    return postgresSubjectKeys({ pool: database.pool, wrappingKeys });
  };
  const keyOf = async (subject: string, keys?: Awaited<ReturnType<typeof started>>) =>
    Buffer.from((await (keys ?? (await started())).open([subject])).get(subject) ?? []).toString('hex');
  const standing = async () =>
    (await generationsIn(database.pool, service)).map(({ number, begunAt, retiredAt }) => [
      number,
      begunAt === null ? null : (Date.parse(begunAt) - Date.parse(at(0))) / hourMs,
      retiredAt === null ? null : (Date.parse(retiredAt) - Date.parse(at(0))) / hourMs,
    ]);

  it('come and go by themselves, and no living key notices', async () => {
    const keep = generationKeeper(keeping);
    const keys = await started();
    await keys.make(alice);
    const key = await keyOf(alice);
    for (let hour = 0; hour <= 36; hour += 0.5) {
      await keep(at(hour));
      expect(await keyOf(alice, keys)).toBe(key);
    }
    expect(await standing()).toEqual([
      [1, 0, 23],
      [2, 6, 29],
      [3, 12, 35],
      [4, 18, null],
      [5, 24, null],
      [6, 30, null],
      [7, 36, null],
    ]);
    expect(await masterKeys()).toEqual(['master.key.4', 'master.key.5', 'master.key.6', 'master.key.7']);
    expect(await keyOf(alice)).toBe(key);
  });

  it('go on wherever a process was killed, and nothing living is lost', async () => {
    const keys = await started();
    await Promise.all([alice, bob].map((subject) => keys.make(subject)));
    const before = [await keyOf(alice), await keyOf(bob)];
    await generationKeeper(keeping)(at(0));
    let hour = 0;
    for (const when of ['before', 'after'] as const)
      for (let place = 1, killed = true; killed; place += 1) {
        hour += 6;
        killed = await generationKeeper(killedAt(keeping, place, when))(at(hour)).then(
          () => false,
          (error: Error) => {
            expect([error.name, (error.cause as Error | undefined)?.name]).toContain('Killed');
            return true;
          },
        );
        expect([await keyOf(alice), await keyOf(bob)]).toEqual(before);
        const generations = await generationKeeper(keeping)(at(hour));
        expect(begunOf(generations).at(-1)?.begunAt).toBe(at(hour));
        expect(begunOf(generations)).toHaveLength(generations.length);
        expect(retirableOf(generations, at(hour), 1)).toEqual([]);
        expect(await masterKeys()).toHaveLength(generations.filter(({ retiredAt }) => retiredAt === null).length);
        expect((await database.pool.query('select from wrapping_keys')).rowCount).toBe(1);
        expect([await keyOf(alice), await keyOf(bob)]).toEqual(before);
      }
    expect(hour).toBeGreaterThan(6 * 40);
  }, 120_000);

  it('begin with what a build before left, also where its rotation was broken off', async () => {
    const keys = await started();
    await keys.make(alice);
    const key = await keyOf(alice);
    await keeping.master.renew();
    await generationKeeper(keeping)(at(0));
    expect(await masterKeys()).toEqual(['master.key.2']);
    expect(await keyOf(alice)).toBe(key);
    await generationKeeper(keeping)(at(6));
    expect(await masterKeys()).toEqual(['master.key.2', 'master.key.3']);
    expect(await keyOf(alice)).toBe(key);
  });

  it('are the same for replicas that keep them at once', async () => {
    const replicas = ['a', 'b', 'c'].map((replica) => generationKeeper({ ...keeping, replica }));
    const keys = await started();
    await keys.make(alice);
    const key = await keyOf(alice);
    for (const hour of [0, 6, 12, 18, 24]) {
      await Promise.all(replicas.map((keep) => keep(at(hour))));
      await Promise.all(replicas.map((keep) => keep(at(hour))));
    }
    expect(await standing()).toEqual([[1, 0, 24], ...[6, 12, 18, 24].map((hour, n) => [n + 2, hour, null])]);
    expect(await keyOf(alice, keys)).toBe(key);
  });

  it('wait for a replica that does not see the new master key, and take nothing up before', async () => {
    await copyFile(join(folder, 'master.key'), join(folder, 'copy'));
    const copy = await masterKey('copy');
    const one = generationKeeper({ ...keeping, replica: 'one' });
    const other = generationKeeper({ ...keeping, replica: 'other', master: copy, mayRenew: false });
    const [keys, others] = [await started(), await started(copy)];
    await Promise.all([one(at(0)), other(at(0))]);
    await other(at(5.99));
    await one(at(6));
    await expect(other(at(6))).rejects.toThrow('does not see generation 2 of its master key');
    await one(at(6.05));
    expect(await standing()).toEqual([
      [1, 0, null],
      [2, null, null],
    ]);
    await keys.make(alice);
    expect(await keyOf(alice, others)).toBe(await keyOf(alice, keys));
    await expect(rotateWrappingKey(keeping)).rejects.toThrow('have to see it first');
    await copyFile(join(folder, 'master.key.2'), join(folder, 'copy.2'));
    await other(at(6.06));
    expect(await standing()).toEqual([
      [1, 0, null],
      [2, 6.06, null],
    ]);
    expect(await keyOf(alice, others)).toBe(await keyOf(alice, keys));
    await others.make(bob);
    expect(await keyOf(bob, keys)).toBe(await keyOf(bob, others));
  });

  it('do not wait for a replica that has gone', async () => {
    await generationKeeper({ ...keeping, replica: 'gone' })(at(0));
    const keep = generationKeeper({ ...keeping, replica: 'here' });
    await keep(at(0));
    await keep(at(6));
    expect(await standing()).toEqual([
      [1, 0, null],
      [2, 6, null],
    ]);
  });

  it('stand still while the master key is away, say so once one is overdue, and go on when it is back', async () => {
    let away = false;
    const master: MasterKey = Object.fromEntries(
      Object.entries(keeping.master).map(([name, act]) => [
        name,
        async (...values: never[]) => {
          if (away) throw new MasterKeyUnavailable('sealed');
          return (act as (...given: never[]) => Promise<unknown>)(...values);
        },
      ]),
    ) as never;
    const keep = generationKeeper({ ...keeping, master });
    const keys = await started();
    await keys.make(alice);
    await keep(at(0));
    away = true;
    await expect(keep(at(6))).rejects.toMatchObject({ name: 'MasterKeyUnavailable' });
    expect((await keys.open([alice])).size).toBe(1);
    away = false;
    await keep(at(25));
    expect(await standing()).toEqual([
      [1, 0, 25],
      [2, 25, null],
    ]);
    expect((await (await started()).open([alice])).size).toBe(1);
  });

  it('are overdue where nobody may renew them, and a master key that somebody brings in by hand is taken up', async () => {
    const keep = generationKeeper({ ...keeping, mayRenew: false });
    await keep(at(0));
    await keep(at(24));
    await expect(keep(at(24.01))).rejects.toMatchObject({ name: 'GenerationOverdue' });
    await keeping.master.renew();
    await generationKeeper(keeping)(at(25));
    expect(await masterKeys()).toEqual(['master.key.2']);
    await keep(at(25));
  });

  it('stay until a back-up of what follows is noted, where that is asked for, and say so once one is overdue', async () => {
    const keep = generationKeeper({ ...keeping, awaitsBackUp: true });
    for (const hour of [0, 6, 12]) await keep(at(hour));
    expect(await noteBackUp(database.pool, service, at(5.9))).toBe(1);
    await keep(at(23));
    await expect(keep(at(24.1))).rejects.toThrow('lethe keys backed-up');
    expect(await noteBackUp(database.pool, service, at(11))).toBe(2);
    await keep(at(24.2));
    expect(await standing()).toEqual([
      [1, 0, 24.2],
      [2, 6, null],
      [3, 12, null],
      [4, 23, null],
    ]);
    expect(await noteBackUp(database.pool, 'mfa', at(11))).toBeUndefined();
  });

  it('keep the dates that were given, where back-ups are kept for longer from some day on', async () => {
    await generationKeeper(keeping)(at(0));
    const keep = generationKeeper({ ...keeping, kept: 30 });
    for (const hour of [5.9, 6, 12, 23]) await keep(at(hour));
    expect(await standing()).toEqual([
      [1, 0, 23],
      [2, 6, null],
    ]);
    await keep(at(6 + 30 * 6));
    expect((await standing()).map(([number]) => number)).toEqual([1, 2, 3]);
  });

  it('are not retired while another keeper of before still unwraps', async () => {
    const keep = generationKeeper({ ...keeping, taking: true });
    await keep(at(0));
    await keep(at(6));
    await expect(keep(at(25))).rejects.toThrow('Take away first what kept its master key before');
    expect(await masterKeys()).toHaveLength(3);
  });

  /** The bytes of the table and of the log of writes, as a thief of the disk would see them. */
  const raw = async (since: string): Promise<readonly Buffer[]> => {
    const files: Buffer[] = [];
    for (const table of ['subject_keys', 'wrapping_keys']) {
      await database.pool.query('checkpoint');
      const read = 'select pg_read_binary_file(pg_relation_filepath($1)) as bytes';
      files.push((await database.pool.query(read, [table])).rows[0].bytes);
    }
    const { rows } = await database.pool.query(
      `select pg_read_binary_file('pg_wal/' || name) as bytes from pg_ls_waldir()
        where name between $1 and pg_walfile_name(pg_current_wal_lsn())`,
      [since],
    );
    return [...files, ...rows.map(({ bytes }) => bytes as Buffer)];
  };
  const one = async (text: string): Promise<Buffer> => (await database.pool.query(text)).rows[0].bytes;

  it('leave nothing that opens a destroyed key: heap and WAL, read raw, before and after (invariant I9)', async () => {
    const { rows } = await database.pool.query('select pg_walfile_name(pg_current_wal_lsn()) as name');
    const keep = generationKeeper(keeping);
    await keep(at(0));
    await keep(at(6));
    const keys = await started();
    const key = Buffer.from((await keys.make(alice)) ?? []);
    await keys.make(bob);
    const wrapped = await one(`select wrapped as bytes from subject_keys where subject = '${alice}'`);
    const wrapping = await one('select wrapped as bytes from wrapping_keys');
    await keys.destroy(alice, at(6.5));
    await keep(at(12));

    // After the destruction, and after everything living was wrapped anew, both lie there still, and open.
    const disk = await raw(rows[0].name);
    for (const bytes of [wrapped, wrapping]) expect(disk.some((file) => file.includes(bytes))).toBe(true);
    const opened = await keeping.master.unwrap(wrapping, wrappingContext(service));
    expect(Buffer.from(decrypt(opened, wrapped, alice))).toEqual(key);

    await keep(at(29));
    expect(await standing()).toEqual([
      [1, 0, 29],
      [2, 6, 29],
      [3, 12, null],
      [4, 29, null],
    ]);
    const later = await raw(rows[0].name);
    for (const bytes of [wrapped, wrapping]) expect(later.some((file) => file.includes(bytes))).toBe(true);
    await expect(keeping.master.unwrap(wrapping, wrappingContext(service))).rejects.toThrow('wrapped this');
    const left = await keeping.master.unwrap(
      await one('select wrapped as bytes from wrapping_keys'),
      wrappingContext(service),
    );
    expect(() => decrypt(left, wrapped, alice)).toThrow('unable to authenticate');
    expect((await keys.open([bob])).size).toBe(1);
  });

  it('of a database that was restored take up the master keys that came since, and go on (E3)', async () => {
    const keep = generationKeeper(keeping);
    const keys = await started();
    await keys.make(alice);
    const key = await keyOf(alice);
    for (const hour of [0, 6]) await keep(at(hour));
    const tables = ['wrapping_keys', 'key_generations', 'subject_keys', 'service_keys'];
    for (const table of tables) await database.pool.query(`create table kept_${table} as select * from ${table}`);
    for (const hour of [12, 18, 24]) await keep(at(hour));
    await database.pool.query('truncate subject_keys, wrapping_keys, key_generations, service_keys');
    for (const table of tables)
      await database.pool.query(`insert into ${table} overriding system value select * from kept_${table}`);
    expect(await keyOf(alice)).toBe(key);
    await generationKeeper(keeping)(at(24.1));
    expect(await standing()).toEqual([
      [1, 0, 24.1],
      [2, 6, null],
      [3, 24.1, null],
    ]);
    await generationKeeper(keeping)(at(29));
    expect(await masterKeys()).toEqual(['master.key.5']);
    expect(await keyOf(alice)).toBe(key);
  });

  it('are named by what is destroyed: under which it was wrapped last', async () => {
    const keys = await started();
    await keys.make(alice);
    await generationKeeper(keeping)(at(0));
    await generationKeeper(keeping)(at(6));
    await keys.destroy(alice, at(7));
    const { rows } = await database.pool.query('select wrapping_key as under from subject_tombstones');
    expect(rows[0].under).toBe(begunOf(await generationsIn(database.pool, service)).at(-1)?.wrappingKey);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import type { Kysely } from 'kysely';
import { viewCheckpoints } from './checkpoints.ts';
import { replayView } from './replay.ts';
import { rebuildingOf, rebuildView } from './runner.ts';
import { askForRebuild } from './rebuilding.ts';
import { runningViews } from './testing/running.ts';
import { clear, say, wordCounts, words } from './testing/words.view.ts';

type Asked = {
  words_v1: { account_id: string; position: bigint };
  word_counts_v1: { account_id: string };
  asked: { word_position: bigint };
};

let system: Awaited<ReturnType<typeof runningViews>>;
beforeEach(async () => {
  system = await runningViews();
});
afterEach(() => system.close());

const forEver = new AbortController().signal;
const rebuild = (view: Parameters<typeof rebuildView>[1], signal = forEver) => rebuildView(system.ground, view, signal);
const ask = (view: Parameters<typeof rebuildView>[1]) => askForRebuild(rebuildingOf(system.ground).database, view);
const checkpoints = async () => [...(await viewCheckpoints(system.pool).all())];
const shape = () =>
  system.rows(
    `select indexdef from pg_indexes where schemaname = 'public' and tablename like 'word%' order by indexname`,
  );
const tablesBeside = () => system.rows(`select tablename from pg_tables where schemaname = 'rebuilding'`);

/** Rows that no event made, so that whoever sees them looks at the tables from before the rebuild. */
const spoil = () => system.pool.query(`insert into words_v1 values ('spoilt', 0, '{"$sealed": {"box": "spoilt"}}')`);

describe('Rebuilding a view', () => {
  it('gives the tables that the log says, with their indexes, and leaves nothing behind', async () => {
    await system.start();
    const head = await say(system.store, '1', 'a', 'b');
    await viewCheckpoints(system.pool).waitForAll(head);
    const before = await shape();
    await spoil();
    await rebuild(words);
    expect(await system.boxes()).toEqual(['a', 'b']);
    expect(await shape()).toEqual(before);
    expect(await tablesBeside()).toEqual([]);
    expect(await checkpoints()).toEqual([
      ['word_counts_v1', head],
      ['words_v1', head],
    ]);
    expect(system.errors).toEqual([]);
  });

  it('takes over what is not from the log', async () => {
    await system.start();
    await viewCheckpoints(system.pool).waitForAll(await say(system.store, '1', 'a'));
    await system.pool.query('update word_counts_v1 set praise = 3, words = 99');
    await rebuild(wordCounts);
    expect(await system.rows('select account_id, words, praise from word_counts_v1')).toEqual([['1', 1, 3]]);
  });

  it('is refused for a view that was never started', async () => {
    await expect(rebuild(words)).rejects.toThrow('words_v1 was never started');
  });

  it('goes on while words come in, and loses and doubles none; readers see the old rows or the new ones', async () => {
    await Promise.all([system.start(), system.start()]);
    await Promise.all(Array.from({ length: 40 }, (_, index) => say(system.store, '1', `early ${index}`)));
    await viewCheckpoints(system.pool).waitForAll(40n);
    await spoil();
    const done = new AbortController();
    const seen = new Set<number>();
    const reading = (async () => {
      while (!done.signal.aborted) seen.add((await system.boxes()).length);
    })();
    const writing = (async () => {
      for (let index = 0; index < 60; index += 1) await say(system.store, '1', `late ${index}`);
    })();
    await Promise.all([rebuild(words), rebuild(wordCounts), writing]);
    await viewCheckpoints(system.pool).waitForAll(100n);
    done.abort();
    await reading;
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(40);
    expect(await system.boxes()).toHaveLength(100);
    expect(new Set(await system.boxes()).size).toBe(100);
    expect(await system.rows('select words from word_counts_v1')).toEqual([100]);
    expect(system.errors.filter(([, error]) => error !== 'CheckpointMoved')).toEqual([]);
  });

  it('is carried on by a replica when whoever asked for it is gone', async () => {
    await system.start();
    await viewCheckpoints(system.pool).waitForAll(await say(system.store, '1', 'a'));
    await spoil();
    await ask(words);
    await ask(words);
    await eventually(async () => expect(await checkpoints()).toHaveLength(2));
    expect(await system.boxes()).toEqual(['a']);
  });

  it('goes on where it was killed, with what was built by then', async () => {
    const runner = await system.start();
    await viewCheckpoints(system.pool).waitForAll(await say(system.store, '1', 'a', 'b'));
    await runner.stop();
    await ask(words);
    await system.pool.query(`update view_checkpoints set position = 1 where name = 'words_v1/rebuilding'`);
    await system.pool.query(
      `insert into rebuilding.words_v1 values ('1', 1, '{"$sealed": {"box": "built before the kill"}}')`,
    );
    await rebuild(words);
    expect(await system.boxes()).toEqual(['built before the kill', 'b']);
  });

  it('begins again where a migration changed the table meanwhile, and keeps what it changed', async () => {
    const runner = await system.start();
    await viewCheckpoints(system.pool).waitForAll(await say(system.store, '1', 'a', 'b'));
    await runner.stop();
    await ask(words);
    await system.pool.query(`update view_checkpoints set position = 1 where name = 'words_v1/rebuilding'`);
    await system.pool.query(`alter table words_v1 add tone text default 'calm'`);
    await system.pool.query('create index words_v1_by_tone on words_v1 (tone)');
    const before = await shape();
    await rebuild(words);
    expect(await system.rows(`select position::int, tone from words_v1 order by position`)).toEqual([
      [1, 'calm'],
      [2, 'calm'],
    ]);
    expect(await shape()).toEqual(before);
  });

  it('takes along all tables of a view, and leaves those that are not its own where they are', async () => {
    await system.pool.query('create table asked (word_position bigint primary key)');
    const asking = {
      name: 'word_book_v1',
      tables: ['words_v1', 'word_counts_v1'],
      on: {
        WordSaid: (db: Kysely<Asked>, { position }: { position: bigint }) => [
          db.insertInto('words_v1').values({ account_id: '1', position }),
          db.insertInto('word_counts_v1').values({ account_id: String(position) }),
          db
            .insertInto('asked')
            .values({ word_position: position })
            .onConflict((conflict) => conflict.doNothing()),
        ],
      },
    } as const;
    await system.start({ views: [asking] });
    await system.passed('word_book_v1', await say(system.store, '1', 'a', 'b'));
    await system.pool.query('delete from asked where word_position = 2');
    await rebuild(asking);
    expect(await system.rows('select position::int from words_v1 order by 1')).toEqual([1, 2]);
    expect(await system.rows('select account_id from word_counts_v1 order by 1')).toEqual(['1', '2']);
    expect(await system.rows('select word_position::int from asked order by 1')).toEqual([1, 2]);
    expect(await tablesBeside()).toEqual([]);
  });

  it('overtakes a live view that stands still, which then goes on behind it', async () => {
    await system.start({ views: [wordCounts] });
    await system.pool.query(`insert into view_checkpoints values ('words_v1', 0)`);
    const head = await say(system.store, '1', 'a', 'b');
    await rebuild(words);
    expect((await viewCheckpoints(system.pool).all()).get('words_v1')).toBe(head);
    await system.start();
    await system.passed('words_v1', await say(system.store, '1', 'c'));
    expect(await system.boxes()).toEqual(['a', 'b', 'c']);
  });

  it('begins again where a migration changed the live table after the build began, and loses nothing of it (L11)', async () => {
    await system.start();
    await viewCheckpoints(system.pool).waitForAll(await say(system.store, '1', 'a', 'b'));
    let migrated = false;
    const store = {
      ...system.store,
      readAll: async (after: bigint, limit: number) => {
        if (!migrated) await system.pool.query('alter table words_v1 add column since text');
        migrated = true;
        return system.store.readAll(after, limit);
      },
    };
    await rebuildView({ ...system.ground, store }, words, forEver);
    expect(await system.rows('select since from words_v1')).toEqual([null, null]);
    expect(await system.boxes()).toEqual(['a', 'b']);
  });

  it('repairs what was parked, since it starts from the beginning', async () => {
    await system.pool.query(`alter table words_v1 add constraint no_bad check (word->'$sealed'->>'box' <> 'bad')`);
    await system.start();
    await viewCheckpoints(system.pool).waitForAll(await say(system.store, '1', 'bad', 'good'));
    expect(await system.boxes()).toEqual([]);
    expect(await system.rows('select worker, place::int, error from set_aside order by id')).toEqual([
      ['view/words_v1', 1, '23514'],
      ['view/words_v1', 2, 'Behind'],
    ]);
    await system.pool.query('alter table words_v1 drop constraint no_bad');
    await rebuild(words);
    expect(await system.boxes()).toEqual(['bad', 'good']);
    expect(await system.rows('select from set_aside')).toEqual([]);
  });

  it('parks in its turn what cannot be taken in, for the view that it becomes', async () => {
    const failing = () => {
      throw new TypeError('No such tone.');
    };
    const odd = { ...words, on: { ...words.on, WordSaid: failing } };
    await system.start({ views: [wordCounts] });
    await system.pool.query(`insert into view_checkpoints values ('words_v1', 0)`);
    await say(system.store, '1', 'odd');
    await rebuild(odd);
    expect(await system.rows('select worker, place::int, error from set_aside order by id')).toEqual([
      ['view/words_v1', 1, 'EventNotUnderstood'],
    ]);
    expect(await replayView(rebuildingOf(system.ground), words)).toBe(1);
    expect(await system.boxes()).toEqual(['odd']);
  });
});

describe('Clearing an account while a view is being rebuilt (E5)', () => {
  it('waits until the built tables have passed it too, and they bring nothing back', async () => {
    const runner = await system.start();
    await say(system.store, '1', 'secret');
    await say(system.store, '2', 'kept');
    await viewCheckpoints(system.pool).waitForAll(2n);
    await runner.stop();
    await ask(words);
    const lease = `'view/words_v1/rebuilding'`;
    await system.pool.query(
      `insert into leases values (${lease}, 'slow', 1, clock_timestamp() + interval '1 h', true)`,
    );
    await system.start();
    const cleared = await clear(system.store, '1');
    await system.passed('words_v1', cleared);
    // The built tables have taken in the secret and not yet that it is cleared.
    await system.pool.query(`update view_checkpoints set position = 2 where name = 'words_v1/rebuilding'`);
    await system.pool.query(`insert into rebuilding.words_v1
      select * from words_v1 union select '1', 1, '{"$sealed": {"box": "secret"}}'`);
    await expect(viewCheckpoints(system.pool).waitForAll(cleared, 100)).rejects.toMatchObject({
      name: 'ViewBehind',
      view: 'words_v1/rebuilding',
    });
    await system.pool.query(`update leases set until = '-infinity' where name = ${lease}`);
    await rebuild(words);
    await viewCheckpoints(system.pool).waitForAll(cleared, 100);
    expect(await system.boxes()).toEqual(['kept']);
  });

  it('is not undone by a rebuilder that was paused and wakes up when the tables are in their place', async () => {
    const runner = await system.start();
    await viewCheckpoints(system.pool).waitForAll(await say(system.store, '1', 'secret'));
    await runner.stop();
    const [read, woken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const paused = {
      ...system.store,
      readAll: async (after: bigint, limit: number) => {
        const events = await system.store.readAll(after, limit);
        read.resolve();
        await woken.promise;
        return events;
      },
    };
    const zombie = rebuildView({ ...system.ground, store: paused, lease: { ttl: 60_000 } }, words, forEver);
    await read.promise;
    await system.pool.query(`update leases set until = clock_timestamp() - interval '1 second'`);
    await system.start();
    await system.passed('words_v1', await clear(system.store, '1'));
    await rebuild(words);
    woken.resolve();
    await expect(zombie).rejects.toMatchObject({ name: 'CheckpointMoved' });
    expect(await system.boxes()).toEqual([]);
    expect(await tablesBeside()).toEqual([]);
  });
});

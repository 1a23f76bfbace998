import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '@lethe/event-store';
import { postgresEventStore } from '@lethe/event-store-postgres';
import { eventually } from '@lethe/testing';
import { viewCheckpoints } from './checkpoints.ts';
import { viewRunner, type ViewRunner, type ViewRunnerParts } from './runner.ts';
import { clear, ownDatabase, say, sealed, wordCounts, words, wordTypes } from './testing/words.view.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let store: EventStore;
let runners: ViewRunner[];
beforeEach(async () => {
  database = await ownDatabase();
  store = postgresEventStore(database.pool);
  runners = [];
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await database.close();
});

const failOn = (error: unknown): void => {
  throw error;
};

const started = async (parts: Partial<ViewRunnerParts> = {}): Promise<ViewRunner> => {
  const runner = viewRunner({
    views: [words, wordCounts],
    eventTypes: wordTypes,
    store,
    pool: database.pool,
    onError: failOn,
    log: { warn: failOn, error: failOn },
    backOff: { firstMs: 20, atMostMs: 20 },
    lease: { retryEvery: 20 },
    ...parts,
  });
  runners.push(runner);
  await runner.start();
  return runner;
};

const passed = (view: string, position: bigint) => viewCheckpoints(database.pool).waitFor(view, position);
const boxes = async () =>
  (await database.pool.query('select word from words_v1 order by position')).rows.map(({ word }) => word.$sealed.box);
const counts = async () => (await database.pool.query('select account_id, words from word_counts_v1')).rows;

describe('A view', () => {
  it('has what was there and what comes, sealed as it was stored', async () => {
    await say(store, '1', 'a', 'b');
    await started();
    await passed('words_v1', await say(store, '1', 'c'));
    expect(await boxes()).toEqual(['a', 'b', 'c']);
    expect((await database.pool.query('select word from words_v1 limit 1')).rows).toEqual([{ word: sealed('a') }]);
  });

  it('has a checkpoint of its own and goes on from there', async () => {
    const first = await started({ views: [words] });
    await passed('words_v1', await say(store, '1', 'a'));
    await first.stop();
    const head = await say(store, '1', 'b');
    await started();
    await viewCheckpoints(database.pool).waitForAll(head);
    expect(await boxes()).toEqual(['a', 'b']);
    expect(await counts()).toEqual([{ account_id: '1', words: 2 }]);
  });

  it('forgets an account whose data were cleared (E5)', async () => {
    await started();
    await say(store, '1', 'a');
    await say(store, '2', 'b');
    await passed('words_v1', await clear(store, '1'));
    expect(await boxes()).toEqual(['b']);
  });

  it('writes its rows and its checkpoint together or not at all, says why, and goes on once it can', async () => {
    await database.pool.query('alter table word_counts_v1 rename column words to said');
    const errors: unknown[] = [];
    const log = (facts: object): void => void errors.push(facts);
    await started({ log: { warn: log, error: log } });
    const head = await say(store, '1', 'a', 'b');
    await passed('words_v1', head);
    await eventually(() => expect(errors.length).toBeGreaterThan(1));
    expect(errors[0]).toMatchObject({ worker: 'view/word_counts_v1', kind: 'poison', code: '42703' });
    expect(await database.pool.query('select from word_counts_v1')).toMatchObject({ rowCount: 0 });
    expect((await viewCheckpoints(database.pool).all()).get('word_counts_v1')).toBe(0n);
    await database.pool.query('alter table word_counts_v1 rename column said to words');
    await passed('word_counts_v1', head);
    expect(await counts()).toEqual([{ account_id: '1', words: 2 }]);
  });

  it('does not start where it would keep personal data that are cleared', () => {
    const { AccountDataCleared: _, ...on } = words.on;
    expect(() =>
      viewRunner({
        views: [{ ...words, on }],
        eventTypes: wordTypes,
        store,
        pool: database.pool,
        onError: failOn,
        log: { warn: failOn, error: failOn },
      }),
    ).toThrow('ignores AccountDataCleared');
  });
});

describe('Waiting for a view', () => {
  it('ends with an error that says how far it came', async () => {
    await started();
    await passed('words_v1', await say(store, '1', 'a'));
    const waited = viewCheckpoints(database.pool).waitFor('words_v1', 2n, 50);
    await expect(waited).rejects.toMatchObject({ name: 'ViewBehind', view: 'words_v1', position: 2n, reached: 1n });
    await expect(viewCheckpoints(database.pool).waitFor('other_v1', 0n, 50)).rejects.toMatchObject({
      reached: undefined,
    });
  });

  it('counts a view that is being built, when all are waited for', async () => {
    await started();
    const head = await say(store, '1', 'a');
    await passed('words_v1', head);
    await database.pool.query(`insert into view_checkpoints values ('words_v2', 0)`);
    await expect(viewCheckpoints(database.pool).waitForAll(head, 200)).rejects.toMatchObject({ view: 'words_v2' });
  });
});

describe('Replicas of a view runner', () => {
  it('share the views: each event is written once', async () => {
    await Promise.all([started(), started(), started()]);
    const heads = await Promise.all(Array.from({ length: 30 }, (_, index) => say(store, '1', `${index}`)));
    await viewCheckpoints(database.pool).waitForAll(heads.toSorted().at(-1) ?? 0n);
    await viewCheckpoints(database.pool).waitForAll(30n);
    expect(await boxes()).toHaveLength(30);
    expect(await counts()).toEqual([{ account_id: '1', words: 30 }]);
  });

  it('hand over at once when one stops', async () => {
    const first = await started({ lease: { ttl: 60_000 } });
    await passed('words_v1', await say(store, '1', 'a'));
    await started({ lease: { ttl: 60_000, retryEvery: 20 } });
    await first.stop();
    await viewCheckpoints(database.pool).waitFor('words_v1', await say(store, '1', 'b'), 1_000);
    expect(await boxes()).toEqual(['a', 'b']);
  });

  it('take over from one that died, once its lease lapsed', async () => {
    await database.pool.query(
      `insert into leases values ('view/words_v1', 'dead', 7, clock_timestamp() + interval '700 milliseconds', true)`,
    );
    await started();
    const head = await say(store, '1', 'a');
    await expect(viewCheckpoints(database.pool).waitFor('words_v1', head, 200)).rejects.toThrow('is at 0');
    await passed('words_v1', head);
    const { rows } = await database.pool.query(`select token, clean from leases where name = 'view/words_v1'`);
    expect(rows).toEqual([{ token: '8', clean: false }]);
  });

  it('are not disturbed by one that was paused and wakes up (E5)', async () => {
    const woken = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    const errors: string[] = [];
    const paused: EventStore = {
      ...store,
      readAll: async (after, limit) => {
        const events = await store.readAll(after, limit);
        if (events.length === 0) return events;
        read.resolve();
        await woken.promise;
        return events;
      },
    };
    const note = (facts: object): void => void errors.push((facts as { error: string }).error);
    const zombie = await started({
      views: [words],
      store: paused,
      lease: { ttl: 60_000 },
      log: { warn: note, error: note },
    });
    await say(store, '1', 'secret');
    await read.promise;
    await database.pool.query(`update leases set until = clock_timestamp() - interval '1 second'`);
    await started({ views: [words] });
    await passed('words_v1', await clear(store, '1'));
    expect(await boxes()).toEqual([]);
    woken.resolve();
    await eventually(() => expect(errors).toEqual(['CheckpointMoved']));
    await zombie.stop();
    expect(await boxes()).toEqual([]);
  });
});

import type { EventStore } from '@lethe/event-store';
import { postgresEventStore } from '@lethe/event-store-postgres';
import { viewCheckpoints } from '../checkpoints.ts';
import { viewRunner, type ViewRunner, type ViewRunnerParts } from '../runner.ts';
import { ownDatabase, wordCounts, words, wordTypes } from './words.view.ts';

/** Replicas on a database of the test's own, quick to look and to take over. */
export const runningViews = async () => {
  const database = await ownDatabase();
  const store: EventStore = postgresEventStore(database.pool);
  const runners: ViewRunner[] = [];
  const errors: (readonly [view: string, error: string])[] = [];
  const failed = (facts: object): void => {
    const { worker, error } = facts as Readonly<{ worker: string; error: string }>;
    errors.push([worker.replace(/^view\//, ''), error]);
  };
  const ground = {
    store,
    pool: database.pool,
    onError: (error: unknown, view: string): void => void errors.push([view, (error as Error).name]),
    lease: { retryEvery: 20 },
  };
  return {
    ...database,
    store,
    ground,
    /** Of whatever failed so far. */
    errors,
    start: async (parts: Partial<ViewRunnerParts> = {}): Promise<ViewRunner> => {
      const views = [words, wordCounts];
      const quick = {
        views,
        eventTypes: wordTypes,
        backOff: { firstMs: 20, atMostMs: 20 },
        log: { warn: failed, error: failed },
        lookEvery: 20,
      };
      const runner = viewRunner({ ...ground, ...quick, ...parts });
      runners.push(runner);
      await runner.start();
      return runner;
    },
    passed: (view: string, position: bigint) => viewCheckpoints(database.pool).waitFor(view, position),
    rows: async (text: string): Promise<readonly unknown[]> =>
      (await database.pool.query({ text, rowMode: 'array' })).rows.map((row: readonly unknown[]) =>
        row.length === 1 ? row[0] : row,
      ),
    boxes: async (): Promise<readonly unknown[]> =>
      (await database.pool.query(`select word->'$sealed'->>'box' as box from words_v1 order by position`)).rows.map(
        ({ box }) => box,
      ),
    close: async (): Promise<void> => {
      await Promise.all(runners.map((runner) => runner.stop()));
      await database.close();
    },
  };
};

import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OutcomeUnknown } from '@lethe/event-store';
import { eventually, lineTo, type Line } from '@lethe/testing';
import type { Pool } from 'pg';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { listening } from './listening.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresPool } from './postgres-pool.ts';
import { ownDatabase } from './testing/database.ts';
import { command, said, wordsOf } from './testing/writing.ts';

/** What a caller waits. */
const callerMs = 5_000;
/** By when it has come on a machine that has much else to do. Without a bound of ours it never comes. */
const slackMs = 15_000;

let database: Awaited<ReturnType<typeof ownDatabase>>;
let line: Line;
let pool: Pool;
beforeEach(async () => {
  database = await ownDatabase();
  await migrate(database.pool, eventStoreMigrations);
  line = await lineTo(database.url);
  pool = postgresPool(line.url, 4);
});
afterEach(async () => {
  await pool.end();
  await line.close();
  await database.close();
});

const took = async (work: Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work.catch(() => undefined);
  return performance.now() - began;
};
/** So that every connection is open and idle. */
const warm = () => Promise.all([1, 2, 3, 4].map(() => pool.query('select pg_sleep(0.1)')));

describe('A PostgreSQL that says nothing and breaks nothing off (L1)', () => {
  it('is waited for where it is for a second: what was held back arrives, and nobody notices', async () => {
    const store = postgresEventStore(pool);
    await store.append([said('line-1', 'no-stream', 'before')], command());
    line.silence();
    const during = store.append([said('line-1', 0n, 'during')], command());
    await pause(1_000);
    line.restore('late');
    expect(await during).toBe(2n);
  });

  it('leaves the outcome of an append unknown before its caller has gone, and the next one lands, all alone', async () => {
    const store = postgresEventStore(pool);
    await warm();
    line.silence();
    const sent = command();
    const appending = store.append([said('line-2', 'no-stream', 'a')], sent);
    expect(await took(appending)).toBeLessThan(slackMs);
    await expect(appending).rejects.toThrow(OutcomeUnknown);
    line.restore('lost');
    const again = store.append([said('line-2', 'no-stream', 'a')], sent);
    expect(await took(again)).toBeLessThan(slackMs);
    expect(await again).toBe(1n);
    expect(wordsOf((await store.read('line-2')).events)).toEqual(['a']);
  });

  it('has an end for whoever reads, begins a connection, or is in the middle of a transaction, and poisons no connection', async () => {
    await warm();
    const held = await pool.connect();
    await held.query('begin');
    line.silence();
    const all = [postgresEventStore(pool).read('line-3'), held.query('select 1'), postgresEventStore(pool).head()];
    const taken = await Promise.all(all.map(took));
    expect(Math.max(...taken)).toBeLessThan(slackMs);
    expect(await Promise.all(all.map((one) => one.catch((error: { code?: string }) => error.code)))).toEqual([
      'ETIMEDOUT',
      'ETIMEDOUT',
      'ETIMEDOUT',
    ]);
    const why = await all[1]?.catch(String);
    expect(Number(/for (\d+) ms/.exec(String(why))?.[1])).toBeLessThan(callerMs);
    // As Kysely does: it gives back what it cannot use, without a word.
    await expect(held.query('rollback')).rejects.toThrow('not queryable');
    held.release();
    const unreached = postgresPool(line.url, 1);
    expect(await took(unreached.query('select 1'))).toBeLessThan(slackMs);
    await unreached.end();
    line.restore('lost');
    expect(await took(warm())).toBeLessThan(slackMs);
  });

  it('wakes whoever watches again once it is back', async () => {
    let wakes = 0;
    const { watch } = listening({ connectionString: line.url, connectionTimeoutMillis: 1_000 }, 500);
    const end = watch(() => (wakes += 1));
    await eventually(() => expect(wakes).toBe(1));
    line.silence();
    await pause(1_000);
    line.restore('lost');
    // Connected anew, and told so.
    await eventually(() => expect(wakes).toBeGreaterThan(1));
    const before = wakes;
    await database.pool.query('notify lethe_events');
    await eventually(() => expect(wakes).toBeGreaterThan(before));
    end();
  });

  it('does not hurry a migration, which may take its time', async () => {
    await migrate(pool, [{ name: 'slow/0001', statements: ['select pg_sleep(6)'] }]);
    const { rowCount } = await database.pool.query(`select from lethe_migrations where name = 'slow/0001'`);
    expect(rowCount).toBe(1);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Worker } from '@lethe/running';
import { eventually, fixedClock } from '@lethe/testing';
import { dueClaims } from './due-claims.ts';
import { scheduleDue } from './due.ts';
import { dueRunner, type DueHandler } from './due-runner.ts';
import { sagaWakes } from './saga-runner.ts';
import { dueDatabase } from './testing/due-database.ts';

const nine = '2026-11-24T09:00:00.000Z';

describe('Due rows (CAN-8, TIC-4)', () => {
  let store: Awaited<ReturnType<typeof dueDatabase>>;
  beforeAll(async () => {
    store = await dueDatabase();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.pool.query('truncate due'));
  /** Stopped also where a test fails: it would go on in the tests after it. */
  const started: Worker[] = [];
  afterEach(() => Promise.all(started.splice(0).map((each) => each.stop())));

  const schedule = (key: string, dueAt = nine) =>
    scheduleDue(store.database, { kind: 'close-ticket', key, dueAt }).execute();
  const runner = (handler: DueHandler, parts: Partial<Parameters<typeof dueRunner>[0]> = {}) => {
    const runs = dueRunner({
      pool: store.pool,
      clock: fixedClock(nine).now,
      kinds: { 'close-ticket': handler },
      pollMs: 10,
      leaseMs: 60_000, // no claim lapses, unless a test is about that
      backOff: { firstMs: 20, atMostMs: 40 },
      logger: { warn: () => undefined, error: () => undefined },
      ...parts,
    });
    runs.start();
    started.push(runs);
    return runs;
  };
  const allDone = () => eventually(async () => expect(await store.rows()).toEqual([]));

  it('fires once its instant has come by the clock, not before', async () => {
    const clock = fixedClock(nine);
    const fired: string[] = [];
    await schedule('a', '2026-11-24T09:00:01.000Z');
    await schedule('b', nine);
    const runs = runner(
      async (key) => {
        fired.push(key);
        return 'done';
      },
      { clock: clock.now },
    );
    await eventually(async () => expect(await store.rows()).toEqual([{ kind: 'close-ticket', key: 'a' }]));
    expect(fired).toEqual(['b']);
    clock.advance({ seconds: 1 });
    await allDone();
    expect(fired).toEqual(['b', 'a']);
    await runs.stop();
  });

  it('wakes a saga at once, also by a clock that was set back since its event (CAN-8)', async () => {
    const event = { stream: 'parcel-1', recordedAt: '2026-11-24T10:00:00.000Z' };
    await sagaWakes('parcel', ['ParcelOrdered']).on['ParcelOrdered']?.(store.database, event).execute();
    expect(await dueClaims(store.pool, 5_000).take(['saga/parcel'], nine, 1)).toMatchObject([{ key: '1' }]);
  });

  it('fires each row once where three replicas run', async () => {
    const fired: string[] = [];
    const keys = Array.from({ length: 200 }, (_, index) => `ticket-${String(index).padStart(3, '0')}`);
    await Promise.all(keys.map((key) => schedule(key)));
    const replicas = [1, 2, 3].map(() =>
      runner(async (key) => {
        fired.push(key);
        return 'done';
      }),
    );
    await allDone();
    await Promise.all(replicas.map((each) => each.stop()));
    expect(fired.toSorted()).toEqual(keys);
  });

  it('takes the next rows as soon as a hand is free, without waiting for a look (L7)', async () => {
    const keys = Array.from({ length: 64 }, (_, index) => `ticket-${index}`);
    await Promise.all(keys.map((key) => schedule(key)));
    const began = performance.now();
    const runs = runner(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return 'done';
      },
      { pollMs: 20_000 },
    );
    await allDone();
    expect(performance.now() - began).toBeLessThan(15_000);
    await runs.stop();
  });

  it('gives a row up whose handler never ends, tries it again later, and goes on with others', async () => {
    let tries = 0;
    const fired: string[] = [];
    await schedule('hangs');
    await schedule('other');
    const runs = runner(
      (key) => {
        fired.push(key);
        if (key === 'hangs') tries += 1;
        return tries === 1 && key === 'hangs' ? new Promise<never>(() => undefined) : Promise.resolve('done');
      },
      { deadlineMs: 1_000, atOnce: 1 },
    );
    await allDone();
    expect(fired.filter((key) => key === 'hangs')).toHaveLength(2);
    await runs.stop();
  });

  it('fires again at the instant its handler names', async () => {
    const clock = fixedClock(nine);
    const fired: string[] = [];
    await schedule('a');
    const runs = runner(
      async () => {
        fired.push(clock.now());
        return fired.length === 1 ? { again: '2026-11-24T10:00:00.000Z' } : 'done';
      },
      { clock: clock.now },
    );
    await eventually(() => expect(fired).toHaveLength(1));
    clock.advance({ hours: 1 });
    await allDone();
    expect(fired).toEqual([nine, '2026-11-24T10:00:00.000Z']);
    await runs.stop();
  });

  it('is not lost where it is asked for again while it is being done', async () => {
    let fired = 0;
    await schedule('a');
    const runs = runner(async () => {
      fired += 1;
      if (fired === 1) await schedule('a');
      return 'done';
    });
    await allDone();
    expect(fired).toBe(2);
    await runs.stop();
  });

  it('is tried again with back-off after a failure, though the clock stands still', async () => {
    let tries = 0;
    await schedule('a');
    const runs = runner(async () => {
      tries += 1;
      if (tries < 4) throw new Error('not now');
      return 'done';
    });
    await allDone();
    expect(tries).toBe(4);
    await runs.stop();
  });

  it('is taken over where its holder stopped prolonging, and the old holder can then finish nothing', async () => {
    const claims = dueClaims(store.pool, 50);
    await schedule('a');
    const [old] = await claims.take(['close-ticket'], nine, 1);
    const fresh = await eventually(async () => {
      const [taken] = await claims.take(['close-ticket'], nine, 1);
      if (taken === undefined) throw new Error('still held');
      return taken;
    });
    if (old === undefined) throw new Error('never claimed');
    await claims.finish(old);
    await claims.again(old, nine);
    await claims.putOff(old, 0);
    expect(await store.rows()).toEqual([{ kind: 'close-ticket', key: 'a' }]);
    await claims.finish(fresh);
    expect(await store.rows()).toEqual([]);
  });

  it('stays with a holder that works for longer than the lease', async () => {
    let fired = 0;
    await schedule('a');
    const slow: DueHandler = async () => {
      fired += 1;
      await new Promise((resolve) => setTimeout(resolve, 400));
      return 'done';
    };
    const replicas = [runner(slow, { leaseMs: 120 }), runner(slow, { leaseMs: 120 })];
    await allDone();
    await Promise.all(replicas.map((each) => each.stop()));
    expect(fired).toBe(1);
  });

  it('waits on stop for what it holds', async () => {
    let finished = false;
    let begun = false;
    await schedule('a');
    const runs = runner(async () => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 100));
      finished = true;
      return 'done';
    });
    await eventually(() => expect(begun).toBe(true));
    await runs.stop();
    expect(finished).toBe(true);
    expect(await store.rows()).toEqual([]);
  });

  it('comes and goes with the transaction that asks for it', async () => {
    const undone = store.database.transaction().execute(async (transaction) => {
      await scheduleDue(transaction, { kind: 'close-ticket', key: 'a', dueAt: nine }).execute();
      throw new Error('rolled back');
    });
    await expect(undone).rejects.toThrow('rolled back');
    expect(await store.rows()).toEqual([]);
  });
});

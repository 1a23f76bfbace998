import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { allSetAside, setAsideBy, type SetAsideRows } from './set-aside.ts';
import { ownDatabase } from './testing/own-database.ts';
import { tryDue, tryNow } from './trying-again.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
});
afterAll(() => database.close());

let worker: string;
let rows: SetAsideRows;
beforeEach(() => {
  worker = `words-${crypto.randomUUID()}`;
  rows = setAsideBy(database.pool, worker, { backOff: { firstMs: 40, atMostMs: 80 }, random: () => 1 });
});

const busy = Object.assign(new Error('quotes a value'), { code: '40001' });
const outage = Object.assign(new Error('quotes a value'), { code: 'ENOSPC' });
const poison = new TypeError('quotes a value');
const all = async () =>
  (await allSetAside(database.pool, worker)).map(({ entity, place, kind }) => [entity, place, kind]);

/** Does everything but what `fails` names. */
const trying = (done: string[], fails: Record<string, unknown> = {}) => ({
  rows,
  work: async ({ place }: { place: string }): Promise<void> => {
    if (fails[place] !== undefined) throw fails[place];
    done.push(place);
  },
  onError: () => undefined,
});

describe('An entity that cannot go on (L3, L8)', () => {
  it('is set aside as a row that says where and why, never what; the others are not', async () => {
    await rows.add('a', '1', outage);
    expect(await rows.holds('a')).toBe(true);
    expect(await rows.holds('b')).toBe(false);
    expect(await setAsideBy(database.pool, 'another').holds('a')).toBe(false);
    expect(await rows.held()).toEqual(new Set(['a']));
    const listed = await allSetAside(database.pool, worker);
    expect(listed).toMatchObject([{ worker, entity: 'a', place: '1', kind: 'outage', error: 'ENOSPC', attempts: 1 }]);
    expect(JSON.stringify(listed)).not.toContain('quotes a value');
    expect(Date.parse(listed[0]?.nextTry ?? '')).toBeGreaterThan(Date.parse(listed[0]?.since ?? ''));
  });

  it('keeps its later ones behind it, in order, and none twice', async () => {
    await rows.add('a', '1', poison);
    await rows.add('a', '1', busy);
    expect(await rows.queue('a', '2')).toBe(true);
    expect(await rows.queue('a', '3')).toBe(true);
    expect(await rows.queue('a', '2')).toBe(true);
    expect(await all()).toEqual([
      ['a', '1', 'poison'],
      ['a', '2', 'behind'],
      ['a', '3', 'behind'],
    ]);
  });

  it('is tried again by itself after a while where it is busy or an outage, each in its order', async () => {
    const patient = setAsideBy(database.pool, worker, { backOff: { firstMs: 60_000, atMostMs: 60_000 } });
    await patient.add('a', 'a1', busy);
    await patient.add('b', 'b1', outage);
    await rows.queue('a', 'a2');
    await rows.queue('b', 'b2');
    const done: string[] = [];
    expect(await tryDue(trying(done))).toBe(0);
    await database.pool.query('update set_aside set next_try = now() where worker = $1', [worker]);
    expect(await tryDue(trying(done))).toBe(4);
    expect(done.filter((place) => place.startsWith('a'))).toEqual(['a1', 'a2']);
    expect(done.filter((place) => place.startsWith('b'))).toEqual(['b1', 'b2']);
    expect(await all()).toEqual([]);
  });

  it('waits longer each time, and others are tried meanwhile', async () => {
    const patient = setAsideBy(database.pool, worker, {
      backOff: { firstMs: 10_000, atMostMs: 60_000 },
      random: () => 1,
    });
    const waits = async () =>
      (await allSetAside(database.pool, worker)).map(
        ({ nextTry }) => Math.round((Date.parse(nextTry ?? '') - Date.now()) / 5_000) * 5,
      );
    await patient.add('a', 'a1', busy);
    await patient.add('b', 'b1', busy);
    expect(await waits()).toEqual([10, 10]);
    await database.pool.query('update set_aside set next_try = now() where worker = $1', [worker]);
    const done: string[] = [];
    expect(await tryDue({ ...trying(done, { a1: outage }), rows: patient })).toBe(1);
    expect(done).toEqual(['b1']);
    expect(await waits()).toEqual([20]);
    expect(await allSetAside(database.pool, worker)).toMatchObject([{ place: 'a1', kind: 'outage', attempts: 2 }]);
  });

  it('waits for a person where it is poison, with what is behind it', async () => {
    await rows.add('a', 'a1', poison);
    await rows.queue('a', 'a2');
    await pause(100);
    expect(await rows.take()).toBeUndefined();
    const done: string[] = [];
    expect(await tryNow(trying(done, { a1: poison }))).toBe(0);
    expect(await all()).toHaveLength(2);
    expect(await tryNow(trying(done))).toBe(2);
    expect(done).toEqual(['a1', 'a2']);
  });

  it('is tried alone where a person asks for it alone', async () => {
    await rows.add('a', 'a1', poison);
    await rows.add('b', 'b1', poison);
    const done: string[] = [];
    expect(await tryNow(trying(done), 'b')).toBe(1);
    expect(done).toEqual(['b1']);
  });

  it('is due at once when a person asks, whatever its kind, for whoever tries what is due', async () => {
    await rows.add('a', 'a1', poison);
    await rows.queue('a', 'a2');
    await rows.add('b', 'b1', outage);
    await rows.hasten('a');
    expect(await rows.take()).toMatchObject({ place: 'a1' });
    expect(await rows.take()).toBeUndefined();
    await rows.hasten();
    expect(await rows.take()).toMatchObject({ place: 'b1' });
  });

  it('is given up by a person one by one, and the next one is due', async () => {
    await rows.add('a', 'a1', poison);
    await rows.queue('a', 'a2');
    expect(await rows.discard('a')).toBe('a1');
    expect(await rows.take()).toMatchObject({ place: 'a2' });
    expect(await rows.discard('a')).toBeUndefined();
  });

  it('is tried by one at a time; who takes too long removes nothing that somebody else tries', async () => {
    const hasty = setAsideBy(database.pool, worker, { tryForMs: 1_000 });
    await rows.add('a', 'a1', poison);
    const late = await hasty.takeNow('0');
    expect(await hasty.takeNow('0')).toBeUndefined();
    await pause(1_050);
    const next = await rows.takeNow('0');
    if (late === undefined || next === undefined) throw new Error('Nobody got it.');
    expect(await rows.done(late)).toBe(false);
    await rows.again(late, busy);
    expect(await all()).toEqual([['a', 'a1', 'poison']]);
    expect(await rows.done(next)).toBe(true);
    expect(await all()).toEqual([]);
  });
});

describe('A replay that races with what arrives (L8)', () => {
  it('leaves nothing behind nothing: whoever comes as it ends is told to go on', async () => {
    await rows.add('a', 'a1', poison);
    const replaying = await database.pool.connect();
    await replaying.query('begin');
    const inside = setAsideBy(replaying, worker);
    const taken = await inside.takeNow('0');
    if (taken === undefined) throw new Error('Nothing to replay.');
    await inside.done(taken);
    const arriving = rows.queue('a', 'a2');
    await pause(50);
    await replaying.query('commit');
    replaying.release();
    expect(await arriving).toBe(false);
    expect(await all()).toEqual([]);
  });

  it('sees what queued before it ended', async () => {
    await rows.add('a', 'a1', poison);
    const done: string[] = [];
    const on = trying(done);
    const queued: boolean[] = [];
    const work = async (taken: { place: string }): Promise<void> => {
      if (taken.place === 'a1') queued.push(await rows.queue('a', 'a2'));
      await on.work(taken);
    };
    expect(await tryNow({ ...on, work })).toBe(2);
    expect(queued).toEqual([true]);
    expect(done).toEqual(['a1', 'a2']);
  });

  it('never loses one or leaves one, however it falls (200 messages against a replay that never rests)', async () => {
    await rows.add('a', '0', busy);
    const done: string[] = [];
    const over = new AbortController();
    const replays = (async () => {
      while (!over.signal.aborted) await tryNow(trying(done));
    })();
    for (let place = 1; place <= 200; place += 1) if (!(await rows.queue('a', `${place}`))) done.push(`${place}`);
    over.abort();
    await replays;
    await tryNow(trying(done));
    expect(await all()).toEqual([]);
    expect(done).toEqual(Array.from({ length: 201 }, (_, place) => `${place}`));
  });
});

describe('What is done and must be done again', () => {
  it('holds nobody, is told to whoever does something before it, and ends when nothing before it waits', async () => {
    await rows.add('a', 'a1', poison);
    await rows.repeat('gate', 'g1');
    await rows.add('b', 'b1', poison);
    expect(await rows.holds('gate')).toBe(false);
    expect([...(await rows.held())].toSorted()).toEqual(['a', 'b']);
    const taken = await rows.takeNow('0');
    if (taken === undefined) throw new Error('Nothing is set aside.');
    expect(await rows.repeatsAfter(taken.id)).toEqual([{ entity: 'gate', place: 'g1' }]);
    expect(await rows.endRepeats()).toBe(0);
    await rows.done(taken);
    expect(await rows.endRepeats()).toBe(1);
    expect(await all()).toEqual([['b', 'b1', 'poison']]);
  });

  it('goes over to another worker with all the rest', async () => {
    const to = setAsideBy(database.pool, `${worker}/live`);
    await to.add('old', '1', poison);
    await rows.add('a', 'a1', poison);
    await rows.handOver(`${worker}/live`);
    expect(await to.held()).toEqual(new Set(['a']));
    await to.forget();
    expect(await to.held()).toEqual(new Set());
  });
});

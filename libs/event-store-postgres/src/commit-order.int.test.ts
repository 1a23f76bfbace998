import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { follow, StaleRevision, type EventStore, type Expected } from '@lethe/event-store';
import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { ownDatabase } from './testing/database.ts';
import { appendOf, command, said, wordsOf } from './testing/writing.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let store: EventStore;
beforeAll(async () => {
  database = await ownDatabase(20);
  await migrate(database.pool, eventStoreMigrations);
  await database.pool.query('create table other_work (done text)');
  store = postgresEventStore(database.pool);
});
afterAll(() => database.close());

let stream: string;
let before: bigint;
beforeEach(async () => {
  stream = `word-${crypto.randomUUID()}`;
  before = await store.head();
});

const connected = async ({ url } = database): Promise<Client> => {
  const client = new Client(url);
  await client.connect();
  return client;
};

const appendIn = (client: Client, word: string, expected: Expected = 'no-stream') =>
  client.query(appendOf(stream, expected, word));

/** What a subscriber hears that looks all the time, until it heard `count` events. */
const heard = async (count: number): Promise<readonly unknown[]> => {
  const words: unknown[] = [];
  const end = new AbortController();
  for await (const events of follow(store, before, end.signal, { limit: 1, pollEvery: 5 })) {
    words.push(...wordsOf(events));
    if (words.length >= count) end.abort();
  }
  return words;
};

describe('50 writers at one revision of one stream, from two processes (row A1)', () => {
  it('has one winner, 49 conflicts and no gap (invariant I2)', async () => {
    await store.append([said(stream, 'no-stream', 'first')], command());
    const other = postgresEventStore({ pool: database.pool });
    const racing = Array.from({ length: 50 }, (_, writer) =>
      (writer % 2 === 0 ? store : other).append([said(stream, 0n, `${writer}`)], command()),
    );
    const outcomes = await Promise.allSettled(racing);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(49);
    expect(refused.every(({ reason }) => reason instanceof StaleRevision && reason.actual === 1n)).toBe(true);
    const { rows } = await database.pool.query(
      'select revision, position from events where stream = $1 order by revision',
      [stream],
    );
    expect(rows).toEqual([
      { revision: '0', position: String(before + 1n) },
      { revision: '1', position: String(before + 2n) },
    ]);
  });
});

describe('A transaction appends and commits late (row A2)', () => {
  it.each(['commit', 'rollback'])('skips nothing and leaves no gap after its %s', async (outcome) => {
    const slow = await connected();
    await slow.query('begin');
    await appendIn(slow, 'slow');
    const fast = store.append([said(`word-${crypto.randomUUID()}`, 'no-stream', 'fast')], command());
    const words = heard(outcome === 'commit' ? 2 : 1);
    await pause(300);
    expect(await store.head()).toBe(before);
    await slow.query(outcome);
    await slow.end();
    expect(await fast).toBe(before + (outcome === 'commit' ? 2n : 1n));
    expect(await words).toEqual(outcome === 'commit' ? ['slow', 'fast'] : ['fast']);
  });
});

describe('A transaction writes another table first and appends later (row A3)', () => {
  it('keeps the order of the stream where somebody appended in between', async () => {
    const early = await connected();
    await early.query('begin');
    await early.query(`insert into other_work values ('before the append')`);
    await store.append([said(stream, 'no-stream', 'first')], command());
    await appendIn(early, 'second', 0n);
    await early.query('commit');
    await early.end();
    expect(await heard(2)).toEqual(['first', 'second']);
    expect((await store.read(stream)).events.map(({ revision }) => revision)).toEqual([0n, 1n]);
  });

  it('refuses a transaction that would not see what was committed before its lock', async () => {
    const blind = await connected();
    await blind.query('begin isolation level repeatable read');
    await expect(appendIn(blind, 'blind')).rejects.toThrow('READ COMMITTED');
    await blind.end();
  });
});

describe('A transaction stays open in another database (row A4)', () => {
  it('does not hold up subscribers', async () => {
    const elsewhere = await ownDatabase(1);
    const idle = await connected(elsewhere);
    await idle.query('create table work (done text)');
    await idle.query('begin');
    await idle.query(`insert into work values ('still open')`);
    const asked = performance.now();
    await store.append([said(stream, 'no-stream', 'on time')], command());
    expect(await heard(1)).toEqual(['on time']);
    expect(performance.now() - asked).toBeLessThan(15_000);
    await idle.end();
    await elsewhere.close();
  });
});

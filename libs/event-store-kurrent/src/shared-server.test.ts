import { describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import { ownDouble, ownStore } from './testing/own-double.ts';
import { command, said } from './testing/writing.ts';

const say = (store: Awaited<ReturnType<typeof ownStore>>, ...words: readonly string[]) =>
  store.append([said(`word-${crypto.randomUUID()}`, 'no-stream', ...words)], command());

const wakesOf = (store: Awaited<ReturnType<typeof ownStore>>) => {
  const wakes = { count: 0 };
  return { wakes, end: store.watch(() => (wakes.count += 1)) };
};

describe('A KurrentDB server that holds more than one log (RUN-3)', () => {
  it('gives each its own events and nothing of what the adapter keeps beside them', async () => {
    const double = await ownDouble();
    const [one, other] = [await ownStore(double, 2_000, 'one'), await ownStore(double, 2_000, 'other')];
    const take = [{ kind: 'email', hmac: 'hmac-1', holder: 'somebody' }];
    await one.append([said('word-1', 'no-stream', 'a')], command('c1'), { take });
    await other.append([said('word-1', 'no-stream', 'b')], command('c1'), { take });
    expect((await one.readAll(0n, 10)).map(({ stream, data }) => [stream, data])).toEqual([['word-1', { word: 'a' }]]);
    expect((await other.readAll(0n, 10)).map(({ stream, data }) => [stream, data])).toEqual([
      ['word-1', { word: 'b' }],
    ]);
    expect(await one.epoch()).not.toBe(await other.epoch());
    expect(double.log.all.length).toBeGreaterThan(8);
  });

  it('is read from its leader only, since a follower may lack what was just written', async () => {
    const double = await ownDouble();
    const store = await ownStore(double);
    await say(store, 'a');
    await Promise.all([
      store.read('word-1', 'c1'),
      store.lookUp('email', 'hmac-1'),
      store.readAll(0n, 1),
      store.head(),
    ]);
    expect(double.seen.leaderOnly.length).toBeGreaterThan(4);
    expect(double.seen.leaderOnly.every(Boolean)).toBe(true);
  });

  it('is searched from the start for a position that is not the start of a record: a log restored since', async () => {
    const store = await ownStore(await ownDouble());
    const positions = [];
    for (const word of ['a', 'b', 'c']) positions.push(await say(store, word));
    const between = (positions[0] ?? 0n) + 2n;
    expect((await store.readAll(between, 10)).map(({ position }) => position)).toEqual(positions.slice(1));
    expect(await store.readAll((positions[2] ?? 0n) + 2n, 10)).toEqual([]);
  });
});

describe('Watching a log on KurrentDB', () => {
  it('wakes when another process appends, and not for another log', async () => {
    const double = await ownDouble();
    const store = await ownStore(double);
    const { wakes, end } = wakesOf(store);
    await eventually(async () => expect(wakes.count).toBe(1));
    await say(await ownStore(double, 2_000, 'other'), 'a');
    await say(await ownStore(double), 'a');
    await eventually(async () => expect(wakes.count).toBe(2));
    end();
  });

  it('subscribes again when the server ended, which the client does not, and wakes for what was missed', async () => {
    const double = await ownDouble();
    const { wakes, end } = wakesOf(await ownStore(double));
    await eventually(async () => expect(wakes.count).toBe(1));
    double.kill();
    await double.revive();
    const missed = await eventually(() => {
      expect(wakes.count).toBeGreaterThan(1);
      return wakes.count;
    });
    await say(await ownStore(double), 'a');
    await eventually(() => expect(wakes.count).toBeGreaterThan(missed));
    end();
  });
});

import { describe, expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '../event-store.ts';
import { follow } from '../follow.ts';
import { command, event, words, type Open, type Promises } from './writing.contract.ts';

const say = (store: EventStore, ...said: readonly string[]) =>
  store.append(
    [{ stream: `word-${crypto.randomUUID()}`, expected: 'no-stream', events: said.map((word) => event(word)) }],
    command(),
  );

const lastOf = (events: readonly StoredEvent[]): bigint => events.at(-1)?.position ?? 0n;

export const logContract = (open: Open, { gaplessPositions }: Promises): void => {
  describe('when the whole log is read', () => {
    it('is at 0 while empty', async () => {
      const store = await open();
      expect(await store.head()).toBe(0n);
      expect(await store.readAll(0n, 10)).toEqual([]);
    });

    it('pages in position order, with each append in one piece and in its order', async () => {
      const store = await open();
      await Promise.all(Array.from({ length: 40 }, (_, writer) => say(store, `${writer}a`, `${writer}b`)));
      const pages = [];
      for (let page = await store.readAll(0n, 30); page.length > 0; page = await store.readAll(lastOf(page), 30))
        pages.push(page);
      expect(pages.map(({ length }) => length)).toEqual([30, 30, 20]);
      const all = pages.flat();
      expect(all.every(({ position }, index) => position > (all[index - 1]?.position ?? 0n))).toBe(true);
      expect(all.map(({ revision }) => revision)).toEqual(all.map((_, index) => BigInt(index % 2)));
      expect(all.every(({ stream }, index) => all[index - (index % 2)]?.stream === stream)).toBe(true);
      expect(await store.head()).toBe(lastOf(all));
    });

    it('gives an event again from one before its position', async () => {
      const store = await open();
      const first = await say(store, 'a');
      const second = await say(store, 'b');
      expect(words(await store.readAll(second - 1n, 1))).toEqual(['b']);
      expect(words(await store.readAll(first - 1n, 5))).toEqual(['a', 'b']);
    });

    if (gaplessPositions)
      it('has positions from 1 without gaps', async () => {
        const store = await open();
        await Promise.all(Array.from({ length: 40 }, (_, writer) => say(store, `${writer}a`, `${writer}b`)));
        const positions = (await store.readAll(0n, 100)).map(({ position }) => position);
        expect(positions).toEqual(Array.from({ length: 80 }, (_, index) => BigInt(index + 1)));
      });

    it('keeps its epoch', async () => {
      const store = await open();
      const epoch = await store.epoch();
      await say(store, 'a');
      expect(epoch).toMatch(/.{8,}/);
      expect(await store.epoch()).toBe(epoch);
    });
  });

  describe('when the log is followed', () => {
    it('wakes whoever watches, until the watch ends', async () => {
      const store = await open();
      let woken = () => {};
      let wakes = 0;
      const wake = new Promise<void>((resolve) => (woken = resolve));
      const unwatch = store.watch(() => {
        wakes += 1;
        woken();
      });
      await say(store, 'a');
      await wake;
      unwatch();
      const before = wakes;
      await say(store, 'b');
      expect(wakes).toBe(before);
    });

    it('gives what was there and what comes, in order, from where it was asked', async () => {
      const store = await open();
      const first = await say(store, 'a');
      await say(store, 'b', 'c');
      const end = new AbortController();
      const heard: unknown[] = [];
      setTimeout(() => void say(store, 'd', 'e'), 20);
      for await (const events of follow(store, first, end.signal, { limit: 2, pollEvery: 5_000 })) {
        heard.push(...words(events));
        if (heard.length === 4) end.abort();
      }
      expect(heard).toEqual(['b', 'c', 'd', 'e']);
    });

    it('ends at once while it waits', async () => {
      const store = await open();
      const end = new AbortController();
      setTimeout(() => end.abort(), 20);
      const asked = performance.now();
      const batches = [];
      for await (const events of follow(store, 0n, end.signal, { pollEvery: 5_000 })) batches.push(events);
      expect(batches).toEqual([]);
      expect(performance.now() - asked).toBeLessThan(1_000);
    });
  });
};

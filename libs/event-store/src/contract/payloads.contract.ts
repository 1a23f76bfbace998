import { describe, expect, it } from '@jest/globals';
import type { Json } from '../event-store.ts';
import { command, event, type Open } from './writing.contract.ts';

const odd: readonly (readonly [string, Json])[] = [
  ['the character NUL', 'a\u0000b'],
  ['a NUL that was escaped by somebody', String.raw`a\u0000b \\u0000`],
  ['letters of all planes', 'Zoë 漢字 🎉 é ﷽ \u2028'],
  ['quotes, backslashes and control characters', '"\\/\b\f\n\r\t\u0001\u007f'],
  ['keys in an order that is not theirs', { z: 1, a: { b: 2, A: [] }, '': null }],
  ['a key with NUL and one named __proto__', JSON.parse('{"a\\u0000":1,"__proto__":{"x":2}}') as Json],
  ['numbers at the edge', [9007199254740991, 1e-7, 1.7976931348623157e308, 0.1]],
  ['900 kB', 'é'.repeat(450_000)],
];

const bad: readonly (readonly [string, unknown])[] = [
  ['a lone surrogate', 'a\uD800'],
  ['a lone surrogate in a key', { '\uDC00': 1 }],
  ['more than 1 MiB', 'é'.repeat(600_000)],
  ['a hole in a list', [undefined]],
  ['not a number', Number.NaN],
  ['a date', new Date(0)],
  ['a bigint', 1n],
];

export const payloadsContract = (open: Open): void => {
  describe('when a payload is odd', () => {
    it.each(odd)('gives back byte by byte %s', async (_, word) => {
      const store = await open();
      const written = event(word);
      await store.append([{ stream: 'word-1', expected: 'no-stream', events: [written] }], command());
      const text = JSON.stringify(written.data);
      expect(JSON.stringify((await store.read('word-1')).events[0]?.data)).toBe(text);
      expect(JSON.stringify((await store.readAll(0n, 1))[0]?.data)).toBe(text);
    });

    it.each(bad)('refuses %s and writes nothing', async (_, word) => {
      const store = await open();
      const append = store.append(
        [{ stream: 'word-1', expected: 'no-stream', events: [event(word as Json)] }],
        command(),
      );
      await expect(append).rejects.toThrow(RangeError);
      expect(await store.head()).toBe(0n);
    });

    it('refuses 1 MiB over all events of an append', async () => {
      const store = await open();
      const half = event('a'.repeat(600_000));
      const writes = ['word-1', 'word-2'].map((stream) => ({ stream, expected: 'no-stream' as const, events: [half] }));
      await expect(store.append(writes, command())).rejects.toThrow(RangeError);
    });

    it('refuses names that are no text, and an instant that is none', async () => {
      const store = await open();
      const write = { stream: 'word-1', expected: 'no-stream', events: [event()] } as const;
      await expect(store.append([{ ...write, stream: 'word-\0' }], command())).rejects.toThrow(RangeError);
      await expect(store.append([write], { ...command(), actor: '' })).rejects.toThrow(RangeError);
      await expect(store.append([write], { ...command(), at: 'soon' })).rejects.toThrow(RangeError);
      await expect(store.append([{ ...write, events: [event('a', 'A\uD800')] }], command())).rejects.toThrow(
        RangeError,
      );
    });

    it('does not let a reader change what others read', async () => {
      const store = await open();
      await store.append([{ stream: 'word-1', expected: 'no-stream', events: [event({ deep: 1 })] }], command());
      const [read] = (await store.read('word-1')).events;
      Object.assign(read?.data['word'] ?? {}, { deep: 2 });
      expect((await store.read('word-1')).events[0]?.data).toEqual({ word: { deep: 1 } });
    });
  });
};

import { describe, expect, it } from '@jest/globals';
import { StaleRevision } from '../event-store.ts';
import { at, command, event, eventsIn, failures, words, type Open } from './writing.contract.ts';

export const appendingContract = (open: Open): void => {
  describe('when a stream is read and written', () => {
    it('reads a stream that was never written as empty, at no-stream', async () => {
      const store = await open();
      expect(await store.read('word-1', 'command-1')).toEqual({ events: [], seen: 'no-stream', recorded: undefined });
    });

    it('gives back what was written, with where and by whom', async () => {
      const store = await open();
      const write = { stream: 'word-1', expected: 'no-stream', events: [event()] } as const;
      const position = await store.append([write], command('c1'));
      const { events, seen } = await store.read('word-1');
      expect(seen).toBe(0n);
      expect(events).toEqual([
        {
          ...event(),
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          stream: 'word-1',
          revision: 0n,
          position,
          commandId: 'c1',
          correlationId: 'correlation-1',
          actor: 'service:contract',
          recordedAt: at,
        },
      ]);
    });

    it('reads on from a revision, page by page, to the end, which may be there already', async () => {
      const store = await open();
      const events = ['a', 'b', 'c'].map((word) => event(word));
      await store.append([{ stream: 'word-1', expected: 'no-stream', events }], command());
      const whole = (await store.read('word-1')).events;
      expect(await store.readAfter('word-1', -1n, 2)).toEqual(whole.slice(0, 2));
      expect(await store.readAfter('word-1', 0n, 1)).toEqual(whole.slice(1, 2));
      expect(await store.readAfter('word-1', 0n, 10)).toEqual(whole.slice(1));
      expect(await store.readAfter('word-1', 2n, 10)).toEqual([]);
      expect(await store.readAfter('word-2', -1n, 10)).toEqual([]);
    });

    it('appends at what was seen, time after time', async () => {
      const store = await open();
      for (const word of ['a', 'b', 'c']) {
        const { seen } = await store.read('word-1');
        await store.append([{ stream: 'word-1', expected: seen, events: [event(word), event(`${word}!`)] }], command());
      }
      const { events, seen } = await store.read('word-1');
      expect(words(events)).toEqual(['a', 'a!', 'b', 'b!', 'c', 'c!']);
      expect(events.map(({ revision }) => revision)).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
      expect(seen).toBe(5n);
    });
  });

  describe('when a writer is late', () => {
    it('refuses the second append at no-stream, with all three facts', async () => {
      const store = await open();
      const first = { stream: 'word-1', expected: 'no-stream', events: [event(), event()] } as const;
      await store.append([first], command());
      await expect(store.append([first], command())).rejects.toMatchObject({
        name: 'StaleRevision',
        stream: 'word-1',
        expected: 'no-stream',
        actual: 1n,
      });
    });

    it('refuses an older and a future revision, with all three facts', async () => {
      const store = await open();
      await store.append([{ stream: 'word-1', expected: 'no-stream', events: [event(), event()] }], command());
      const older = store.append([{ stream: 'word-1', expected: 0n, events: [event()] }], command());
      await expect(older).rejects.toMatchObject({ stream: 'word-1', expected: 0n, actual: 1n });
      const future = store.append([{ stream: 'word-2', expected: 4n, events: [event()] }], command());
      await expect(future).rejects.toMatchObject({ stream: 'word-2', expected: 4n, actual: 'no-stream' });
      expect(await eventsIn(store)).toBe(2);
    });

    it('lets exactly one of 50 racing writers win and loses no event', async () => {
      const store = await open();
      await store.append([{ stream: 'word-1', expected: 'no-stream', events: [event('first')] }], command());
      const writers = Array.from({ length: 50 }, (_, writer) =>
        store.append([{ stream: 'word-1', expected: 0n, events: [event(writer), event(writer)] }], command()),
      );
      const failed = (await failures(writers)).filter((error) => error !== undefined);
      expect(failed).toHaveLength(49);
      expect(failed.every((error) => error instanceof StaleRevision && error.actual === 2n)).toBe(true);
      expect((await store.read('word-1')).events).toHaveLength(3);
    });
  });

  describe('when several streams are written at once', () => {
    it('writes all of them, home stream first', async () => {
      const store = await open();
      const writes = ['word-1', 'word-2'].map((stream) => ({
        stream,
        expected: 'no-stream' as const,
        events: [event(stream)],
      }));
      const position = await store.append(writes, command());
      const all = await store.readAll(0n, 10);
      expect(all.map(({ stream }) => stream)).toEqual(['word-1', 'word-2']);
      expect(all.at(-1)?.position).toBe(position);
    });

    it('writes none of them where one is stale', async () => {
      const store = await open();
      await store.append([{ stream: 'word-2', expected: 'no-stream', events: [event()] }], command());
      const both = ['word-1', 'word-2'].map((stream) => ({
        stream,
        expected: 'no-stream' as const,
        events: [event()],
      }));
      await expect(store.append(both, command())).rejects.toMatchObject({ stream: 'word-2', actual: 0n });
      expect((await store.read('word-1')).seen).toBe('no-stream');
      expect(await eventsIn(store)).toBe(1);
    });

    it('only asserts where a write has no events: the gate', async () => {
      const store = await open();
      const work = (expected: bigint | 'no-stream') => [
        { stream: 'word-1', expected, events: [event()] },
        { stream: 'gate-1', expected: 'no-stream' as const, events: [] },
      ];
      await store.append(work('no-stream'), command());
      expect((await store.read('gate-1')).seen).toBe('no-stream');
      await store.append([{ stream: 'gate-1', expected: 'no-stream', events: [event('closed')] }], command());
      await expect(store.append(work(0n), command())).rejects.toMatchObject({ stream: 'gate-1', actual: 0n });
      expect((await store.read('word-1')).seen).toBe(0n);
    });

    it('lets nothing land behind a gate that closes at the same moment', async () => {
      const store = await open();
      const stillOpen = { stream: 'gate-1', expected: 'no-stream', events: [] } as const;
      const closed = { stream: 'gate-1', expected: 'no-stream', events: [event('closed')] } as const;
      const landing = (from: number) =>
        Array.from({ length: 20 }, (_, index) =>
          store.append(
            [{ stream: `word-${from + index}`, expected: 'no-stream', events: [event()] }, stillOpen],
            command(),
          ),
        );
      const failed = await failures([...landing(0), store.append([closed], command()), ...landing(100)]);
      const all = await store.readAll(0n, 100);
      expect(all.at(-1)?.stream).toBe('gate-1');
      expect(all).toHaveLength(failed.filter((error) => error === undefined).length);
      expect(failed.every((error) => error === undefined || error instanceof StaleRevision)).toBe(true);
    });

    it('refuses an append that names no stream, or one twice, or writes nothing', async () => {
      const store = await open();
      const write = { stream: 'word-1', expected: 'no-stream', events: [event()] } as const;
      await expect(store.append([], command())).rejects.toThrow(RangeError);
      await expect(store.append([write, write], command())).rejects.toThrow(RangeError);
      await expect(store.append([{ ...write, events: [] }], command())).rejects.toThrow(RangeError);
    });
  });
};

import { describe, expect, it } from '@jest/globals';
import { CommandRecorded, StaleRevision } from '../event-store.ts';
import { command, event, eventsIn, failures, words, type Open } from './writing.contract.ts';

export const commandsContract = (open: Open): void => {
  describe('when a command comes again', () => {
    it('refuses a second append and changes nothing', async () => {
      const store = await open();
      await store.append([{ stream: 'word-1', expected: 'no-stream', events: [event()] }], command('c1'));
      const again = store.append([{ stream: 'word-1', expected: 0n, events: [event()] }], command('c1'));
      await expect(again).rejects.toThrow(CommandRecorded);
      const elsewhere = store.append([{ stream: 'word-2', expected: 'no-stream', events: [event()] }], command('c1'));
      await expect(elsewhere).rejects.toMatchObject({ name: 'CommandRecorded', commandId: 'c1' });
      expect(await eventsIn(store)).toBe(1);
    });

    it('answers the same from every stream, however much came after', async () => {
      const store = await open();
      await store.append(
        [
          { stream: 'word-1', expected: 'no-stream', events: [event('a'), event('b')] },
          { stream: 'word-2', expected: 'no-stream', events: [event('c')] },
        ],
        command('c1'),
      );
      await store.append([{ stream: 'word-1', expected: 1n, events: [event('later')] }], command('c2'));
      const { events, recorded } = await store.read('word-1', 'c1');
      expect(words(events)).toEqual(['a', 'b', 'later']);
      expect(recorded).toMatchObject({ type: 'ChangeUsername', digest: 'digest-1' });
      expect(words(recorded?.events ?? [])).toEqual(['a', 'b', 'c']);
      expect((await store.read('other-1', 'c1')).recorded).toEqual(recorded);
      expect((await store.read('word-1', 'c3')).recorded).toBeUndefined();
    });

    it('remembers one that had no digest', async () => {
      const store = await open();
      const written = [event('a')];
      await store.append([{ stream: 'word-1', expected: 'no-stream', events: written }], {
        ...command('c1'),
        digest: null,
      });
      const { recorded } = await store.read('word-2', 'c1');
      expect(recorded).toMatchObject({ type: 'ChangeUsername', digest: null });
      expect(words(recorded?.events ?? [])).toEqual(['a']);
    });

    it('says so even where the writer is stale as well', async () => {
      const store = await open();
      const write = { stream: 'word-1', expected: 'no-stream', events: [event()] } as const;
      await store.append([write], command('c1'));
      await expect(store.append([write], command('c1'))).rejects.toThrow(CommandRecorded);
    });

    it('records it once of 50 that race', async () => {
      const store = await open();
      const racing = Array.from({ length: 50 }, (_, stream) =>
        store.append([{ stream: `word-${stream}`, expected: 'no-stream', events: [event()] }], command('c1')),
      );
      const failed = (await failures(racing)).filter((error) => error !== undefined);
      expect(failed).toHaveLength(49);
      expect(failed.every((error) => error instanceof CommandRecorded)).toBe(true);
      expect(await eventsIn(store)).toBe(1);
    });

    it('does not record one that was refused', async () => {
      const store = await open();
      await expect(
        store.append([{ stream: 'word-1', expected: 7n, events: [event()] }], command('c1')),
      ).rejects.toThrow(StaleRevision);
      await store.append([{ stream: 'word-1', expected: 'no-stream', events: [event()] }], command('c1'));
      expect(words((await store.read('word-1', 'c1')).recorded?.events ?? [])).toEqual(['a']);
    });
  });
};

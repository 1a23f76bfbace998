import { describe, expect, it } from '@jest/globals';
import type { Snapshots } from '../event-store.ts';

/** What every store of snapshots promises. */
export const snapshotsContract = (name: string, open: () => Promise<Snapshots>): void => {
  describe(`Snapshots ${name}`, () => {
    const snapshot = (revision: bigint) => ({
      revision,
      state: { words: ['a', 'b\u0000'], revision: Number(revision) },
    });

    it('are found as they were kept, by stream, fold and version', async () => {
      const snapshots = await open();
      await snapshots.keep('word-1', 'words', 1, snapshot(99n));
      expect(await snapshots.find('word-1', 'words', 1)).toEqual(snapshot(99n));
      expect(await snapshots.find('word-1', 'words', 2)).toBeUndefined();
      expect(await snapshots.find('word-1', 'counts', 1)).toBeUndefined();
      expect(await snapshots.find('word-2', 'words', 1)).toBeUndefined();
    });

    it('never go back, but make room for another version', async () => {
      const snapshots = await open();
      await snapshots.keep('word-1', 'words', 1, snapshot(99n));
      await snapshots.keep('word-1', 'words', 1, snapshot(50n));
      expect(await snapshots.find('word-1', 'words', 1)).toEqual(snapshot(99n));
      await snapshots.keep('word-1', 'words', 2, snapshot(40n));
      expect(await snapshots.find('word-1', 'words', 2)).toEqual(snapshot(40n));
      expect(await snapshots.find('word-1', 'words', 1)).toBeUndefined();
    });
  });
};

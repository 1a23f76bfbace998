import { fold } from '@lethe/deciding';
import type { EventStore, Expected } from '@lethe/event-store';
import { IndexKeyMissing, type IndexKeyRing } from '@lethe/sealing';
import { indexKeysFold, indexKeysStream, type IndexKeyEvent, type IndexKeys } from './index-key.events.ts';

/** Where a row is written, and what it relies on: that no key has moved since. */
export type IndexedRow = Readonly<{ written: readonly string[]; everywhere: readonly string[]; seen: Expected }>;

/** How far the keys are, and where their stream stood then. */
export type KeysSeen = Readonly<{ keys: IndexKeys; seen: Expected }>;

/** Blind indexes of one process, under the keys that the log says are in force. */
export interface Indexes {
  /** Reads the log and the keys again. */
  learn(): Promise<KeysSeen>;
  /** The same, where the last time is long ago: the process may have stood still. */
  beFresh(): Promise<void>;
  /** Under each key there is, the one in use first. @throws IndexKeyMissing */
  of(text: string): readonly [string, ...string[]];
  /** @throws IndexKeyMissing */
  rowOf(text: string): IndexedRow;
}

/** Half of what older rows are written on for after a key came into use. */
const staleAfterMs = 300_000;

type Parts = Readonly<{ store: Pick<EventStore, 'read'>; ring: IndexKeyRing; now?: () => number }>;

/** Learns once before it gives itself. */
export const openIndexes = async ({ store, ring, now = Date.now }: Parts): Promise<Indexes> => {
  let known: KeysSeen = { keys: indexKeysFold.initial, seen: 'no-stream' };
  let learntAt = 0;
  const learn = async (): Promise<KeysSeen> => {
    const began = now();
    const { events, seen } = await store.read(indexKeysStream);
    await ring.load();
    // Nothing lies in between: what a row is made from is of one moment.
    known = { keys: fold(indexKeysFold, events as readonly unknown[] as readonly IndexKeyEvent[]), seen };
    learntAt = began;
    return known;
  };
  const under = (id: number, text: string): string => {
    const index = ring.index(id, text);
    if (index === undefined) throw new IndexKeyMissing(id);
    return index;
  };
  const others = (text: string): readonly string[] =>
    ring
      .ids()
      .filter((id) => id !== known.keys.inUse)
      .map((id) => under(id, text));
  const of = (text: string): readonly [string, ...string[]] => [under(known.keys.inUse, text), ...others(text)];
  await learn();
  return {
    learn,
    beFresh: async () => {
      if (now() - learntAt > staleAfterMs) await learn();
    },
    of,
    rowOf: (text) => {
      const { keys, seen } = known;
      const ids = keys.beside === undefined ? [keys.inUse] : [keys.inUse, keys.beside];
      return { written: ids.map((id) => under(id, text)), everywhere: of(text), seen };
    },
  };
};

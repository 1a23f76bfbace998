import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StaleRevision, type EventStore, type Expected } from '../event-store.ts';
import { command, event, words, type Open } from './writing.contract.ts';

const streams = ['a', 'b'] as const;
/** What a writer does next: to which streams, how much, and whether it looks at them before. */
const step = fc.record({
  to: fc.subarray([...streams], { minLength: 1 }),
  count: fc.integer({ min: 1, max: 3 }),
  looks: fc.boolean(),
});
const rounds = fc.array(fc.tuple(fc.option(step), fc.option(step)), { minLength: 1, maxLength: 6 });
type Step = Readonly<{ to: readonly string[]; count: number; looks: boolean }>;

/** One that remembers what it saw, and so is stale wherever the other one was faster. */
const writerOf = (store: EventStore, name: string, run: string) => {
  const seen = new Map<string, Expected>();
  let said = 0;
  return async ({ to, count, looks }: Step): Promise<readonly (readonly [stream: string, word: string])[]> => {
    if (looks) for (const stream of to) seen.set(stream, (await store.read(`${stream}-${run}`)).seen);
    const named = Array.from({ length: count }, () => `${name}${(said += 1)}`);
    const writes = to.map((stream) => ({
      stream: `${stream}-${run}`,
      expected: seen.get(stream) ?? ('no-stream' as const),
      events: named.map((word) => event(word)),
    }));
    try {
      await store.append(writes, command());
    } catch (error) {
      if (error instanceof StaleRevision) return [];
      throw error;
    }
    for (const { stream, expected } of writes)
      seen.set(stream.split('-')[0] ?? '', (expected === 'no-stream' ? -1n : expected) + BigInt(count));
    return to.flatMap((stream) => named.map((word) => [stream, word] as const));
  };
};

const revisions = (count: number): readonly bigint[] => Array.from({ length: count }, (_, index) => BigInt(index));

export const twoWritersContract = (open: Open): void => {
  describe('when two write at the same time', () => {
    it('keeps every stream without gaps, with all that was acknowledged and nothing else, however they interleave', async () => {
      const store = await open();
      const property = fc.asyncProperty(rounds, async (history) => {
        const run = crypto.randomUUID();
        const writers = [writerOf(store, 'x', run), writerOf(store, 'y', run)] as const;
        const acknowledged: (readonly [stream: string, word: string])[] = [];
        for (const steps of history) {
          const done = await Promise.all(
            steps.map((next, index) => (next === null ? [] : (writers[index]?.(next) ?? []))),
          );
          acknowledged.push(...done.flat());
        }
        for (const stream of streams) {
          const { events } = await store.read(`${stream}-${run}`);
          expect(events.map(({ revision }) => revision)).toEqual(revisions(events.length));
          const all = acknowledged.flatMap(([to, word]) => (to === stream ? [word] : []));
          expect([...words(events)].toSorted()).toEqual(all.toSorted());
          for (const writer of ['x', 'y'])
            expect(words(events).filter((word) => String(word).startsWith(writer))).toEqual(
              all.filter((word) => word.startsWith(writer)),
            );
        }
      });
      await fc.assert(property, { numRuns: 40 });
    });
  });
};

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json, NewEvent, StoredEvent } from '@lethe/event-store';
import fc from 'fast-check';
import { liveProjection } from './projection.ts';
import { advance } from './projecting.ts';
import { askForRebuild } from './rebuilding.ts';
import { rebuildingOf, rebuildView, type ViewParts } from './runner.ts';
import { runningViews } from './testing/running.ts';
import { commandOf, sealed, wordCounts, words } from './testing/words.view.ts';
import type { AnyView } from './view.ts';

let system: Awaited<ReturnType<typeof runningViews>>;
let ground: ViewParts;
beforeAll(async () => {
  system = await runningViews();
  const runner = await system.start();
  await runner.stop();
  ground = { ...system.ground, lift };
});
afterAll(() => system.close());

/** In its first version an event had the word as `text`. */
const lift = (event: StoredEvent): StoredEvent => {
  const { text, ...data } = event.data;
  return event.type === 'WordSaid' && event.version === 1
    ? { ...event, version: 2, data: { ...data, word: text ?? null } }
    : event;
};

const accountId = fc.constantFrom('ann', 'bob', 'eve');
const word = fc.string({ maxLength: 8 }).map((box) => sealed(box) as Json);
const event: fc.Arbitrary<NewEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ accountId, text: word }).map((data) => ({ type: 'WordSaid', version: 1, data })),
  },
  { weight: 4, arbitrary: fc.record({ accountId, word }).map((data) => ({ type: 'WordSaid', version: 2, data })) },
  {
    weight: 1,
    arbitrary: accountId.map((id) => ({ type: 'AccountDataCleared', version: 1, data: { accountId: id } })),
  },
);
/** What one stream says at once, and how many of the log's events the views take in after it. */
const step = fc.record({
  events: fc.array(event, { minLength: 1, maxLength: 6 }),
  takenIn: fc.nat(9),
  asks: fc.boolean(),
});

const append = (events: readonly NewEvent[]) =>
  system.store.append([{ stream: `word-${crypto.randomUUID()}`, expected: 'no-stream', events }], commandOf());

const reached = async ({ name }: AnyView): Promise<bigint> => {
  const { rows } = await system.pool.query('select position from view_checkpoints where name = $1', [name]);
  return BigInt(rows[0].position);
};
const takeIn = async (view: AnyView, count: number): Promise<void> => {
  const from = await reached(view);
  const events = await system.store.readAll(from, count);
  if (events.length > 0) await advance(rebuildingOf(ground), liveProjection(view), from, events);
};
const everything = async () => [
  await system.rows('select * from words_v1 order by position'),
  await system.rows('select * from word_counts_v1 order by account_id'),
];

describe('A view that was rebuilt (A7)', () => {
  it('is what it had become event by event, for any history, wherever the rebuild was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
        for (const { events, takenIn, asks } of history) {
          await append(events);
          for (const view of [words, wordCounts]) {
            if (takenIn > 0) await takeIn(view, takenIn);
            if (asks) await askForRebuild(rebuildingOf(ground).database, view);
          }
        }
        for (const view of [words, wordCounts]) await takeIn(view, 1_000);
        const incremental = await everything();
        for (const view of [words, wordCounts]) await rebuildView(ground, view, new AbortController().signal);
        expect(await everything()).toEqual(incremental);
      }),
      { numRuns: 15 },
    );
    expect(system.errors).toEqual([]);
  }, 60_000);
});

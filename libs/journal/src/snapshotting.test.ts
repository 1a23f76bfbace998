import { describe, expect, it } from '@jest/globals';
import { id, personal, shredded, type Personal } from '@lethe/contracts';
import { inMemoryEventStore, inMemorySnapshots, type Snapshots } from '@lethe/event-store';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import fc from 'fast-check';
import * as z from 'zod';
import { catalogueOf, defineEvents, type EventOf } from './events.ts';
import { sealedJournal } from './index.ts';

const accountId = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const stream = `words-${accountId}`;
const events = defineEvents({
  Said: {
    version: 1,
    data: z.strictObject({ accountId: id, loudness: z.int(), word: personal(z.string(), { of: 'accountId' }) }),
  },
});
type Said = EventOf<typeof events>;
type Talk = { count: number; loudest: number; words: Personal<string>[]; byLoudness: ReadonlyMap<string, number> };

const talk = {
  initial: { count: 0, loudest: 0, words: [], byLoudness: new Map() } as Talk,
  evolve: (state: Talk, { data }: Said) => ({
    count: state.count + 1,
    loudest: Math.max(state.loudest, data.loudness),
    words: [...state.words, data.word].slice(-3),
    byLoudness: new Map(state.byLoudness).set(String(data.loudness), state.count),
  }),
};
const from = { fold: 'talk', version: 1, every: 10 };

const opened = (snapshots: Snapshots = inMemorySnapshots()) => {
  const inMemory = inMemoryEventStore();
  const readings: number[] = [];
  const store = {
    ...inMemory,
    readAfter: async (...asked: Parameters<typeof inMemory.readAfter>) => {
      const rest = await inMemory.readAfter(...asked);
      readings.push(rest.length);
      return rest;
    },
  };
  const keys = inMemorySubjectKeys();
  const plain = sealingOf({ keys, tokenKey: new Uint8Array(32).fill(7) });
  const openings: number[] = [];
  const open: typeof plain.open = (boxes) => {
    openings.push(boxes.length);
    return plain.open(boxes);
  };
  const sealing = { ...plain, open };
  const clock = () => '2026-11-24T09:00:00.000Z';
  const journal = sealedJournal<Said>({ store, sealing, catalogue: catalogueOf(events), clock, snapshots });
  const said = (loudness: number): Said => ({ type: 'Said', data: { accountId, loudness, word: 'secret' } });
  return {
    journal,
    snapshots,
    keys,
    /** How many events of the stream each reading gave. */
    readings,
    /** How many values were opened at once, each time. */
    openings,
    say: (count: number, loudness = 1) =>
      journal.handle(
        { id: crypto.randomUUID(), type: 'say', actor: 'clock', correlationId: 'c', subject: undefined, request: {} },
        async (unit) => {
          await unit.load(stream, talk, from);
          unit.record(
            stream,
            Array.from({ length: count }, () => said(loudness)),
          );
        },
        () => undefined,
      ),
  };
};

describe('Folding on from a snapshot', () => {
  it('of many streams opens what is personal in one batch, in their order (GRO-1)', async () => {
    const { journal, say, openings } = opened();
    await say(12);
    openings.length = 0;
    const [known, none] = await journal.states([stream, 'words-none'], talk, { ...from, opens: true });
    expect([known?.words, none?.words]).toEqual([['secret', 'secret', 'secret'], []]);
    expect(openings).toEqual([3]);
    const [withheld] = await journal.states([stream], talk, from);
    expect(withheld?.words).toEqual([shredded, shredded, shredded]);
    expect(openings).toEqual([3]);
  });

  it('comes to the same as folding everything, whatever was written in between', async () => {
    const batches = fc.array(fc.tuple(fc.integer({ min: 1, max: 15 }), fc.nat(99)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(batches, async (history) => {
        const { journal, say } = opened();
        const whole = opened();
        for (const [count, loudness] of history) {
          await say(count, loudness);
          await whole.say(count, loudness);
          expect(await journal.state(stream, talk, from)).toEqual(
            await whole.journal.state(stream, talk, { ...from, every: Infinity }),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('reads what came since, and a new one is kept after so many events', async () => {
    const { journal, say, readings } = opened();
    for (const count of [9, 9, 9]) await say(count);
    readings.splice(0);
    expect((await journal.state(stream, talk, from)).count).toBe(27);
    await say(1);
    await journal.state(stream, talk, from);
    expect(readings).toEqual([9, 9, 10]);
    await journal.state(stream, talk, from);
    expect(readings.at(-1)).toBe(0);
  });

  it('keeps one after a hundred events where nothing else is said (L11)', async () => {
    const { journal, say, snapshots } = opened();
    const seldom = { fold: 'seldom', version: 1 };
    await say(99);
    await journal.state(stream, talk, seldom);
    expect(await snapshots.find(stream, 'seldom', 1)).toBeUndefined();
    await say(1);
    await journal.state(stream, talk, seldom);
    expect(await snapshots.find(stream, 'seldom', 1)).toMatchObject({ revision: 99n });
  });

  it('is done once for each stream of a command, and never mistakes one for another (L11)', async () => {
    const { journal, say, readings } = opened();
    await say(3);
    readings.splice(0);
    const counts = await journal.handle(
      { id: crypto.randomUUID(), type: 'count', actor: 'clock', correlationId: 'c', subject: undefined, request: {} },
      async (unit) => {
        const [one, other, again] = [
          await unit.load(stream, talk, from),
          await unit.load(`${stream}-of-nobody`, talk, from),
          await unit.load(stream, talk, from),
        ];
        unit.record(`${stream}-counted`, [
          { type: 'Said', data: { accountId, loudness: one.count * 100 + other.count * 10 + again.count, word: 'w' } },
        ]);
      },
      (recorded) => recorded.map(({ data: { loudness }, revision }) => [loudness, revision]),
    );
    expect(counts).toEqual([[303, 0n]]);
    expect(readings).toEqual([3, 0]);
  });

  it('reads a long stream in pages', async () => {
    const { journal, say, readings } = opened();
    await say(1_200);
    readings.splice(0);
    expect((await journal.state(stream, talk, from)).count).toBe(1_200);
    expect(readings).toEqual([500, 500, 200]);
  });

  it('never has personal data in it', async () => {
    const { say, snapshots, journal } = opened();
    await say(10);
    expect((await journal.state(stream, talk, from)).words).toEqual(Array.from({ length: 3 }, () => shredded));
    expect(await snapshots.find(stream, 'talk', 1)).toMatchObject({ revision: 9n, state: { count: 10 } });
    expect(JSON.stringify((await snapshots.find(stream, 'talk', 1))?.state)).not.toContain('secret');
  });

  it('opens what is personal in the state where that is asked for, until its key is gone (CAN-10)', async () => {
    const { say, journal, keys } = opened();
    await say(10);
    const words = async () => (await journal.state(stream, talk, { ...from, opens: true })).words;
    await words();
    await say(1);
    expect(await words()).toEqual(['secret', 'secret', 'secret']);
    await keys.destroy(`account:${accountId}`, '2026-11-24T09:00:00.000Z');
    expect(await words()).toEqual([shredded, shredded, shredded]);
  });

  it('passes over those of another version', async () => {
    const { say, journal, readings } = opened();
    await say(12);
    await journal.state(stream, talk, from);
    const doubled = { ...talk, evolve: (state: Talk) => ({ ...state, count: state.count + 2 }) };
    expect((await journal.state(stream, doubled, { ...from, version: 2 })).count).toBe(24);
    expect(readings.at(-1)).toBe(12);
  });

  it('is right where snapshots are lost, cannot be kept or are ahead of a log that was restored', async () => {
    const failing: Snapshots = { find: async () => undefined, keep: () => Promise.reject(new Error('full')) };
    const without = opened(failing);
    await without.say(12);
    expect((await without.journal.state(stream, talk, from)).count).toBe(12);

    const { say, snapshots, journal } = opened();
    await snapshots.keep(stream, 'talk', 1, {
      revision: 99n,
      state: { count: 100, loudest: 0, words: [], byLoudness: { $map: [] } },
    });
    await say(2);
    expect((await journal.read(stream)).length).toBe(2);
  });

  it('comes to what it was at an event of before, from a snapshot of before that or from the first event', async () => {
    const { say, journal } = opened();
    await say(12);
    await journal.state(stream, talk, from);
    await say(5);
    for (const until of [14n, 11n, 5n])
      expect((await journal.state(stream, talk, { ...from, until })).count).toBe(Number(until) + 1);
  });

  it('still asserts what was seen: of two who decide at the same time one decides again', async () => {
    const { say, journal } = opened();
    await say(20);
    await journal.state(stream, talk, from);
    await Promise.all([say(1), say(1), say(1)]);
    expect((await journal.read(stream)).map(({ revision }) => Number(revision))).toEqual([...Array(23).keys()]);
  });

  it('asserts what was seen first, also where a fold from a snapshot reads again and sees more (L11)', async () => {
    const { say, journal } = opened();
    await say(20);
    const decidedOn: number[] = [];
    await journal.handle(
      { id: crypto.randomUUID(), type: 'count', actor: 'clock', correlationId: 'c', subject: undefined, request: {} },
      async (unit) => {
        const { count } = await unit.load(stream, talk, from);
        if (decidedOn.length === 0) await say(1);
        await unit.load(stream, talk, from);
        decidedOn.push(count);
        unit.record(stream, [{ type: 'Said', data: { accountId, loudness: count, word: 'last' } }]);
      },
      () => undefined,
    );
    expect(decidedOn).toEqual([20, 21]);
    expect((await journal.read(stream)).at(-1)?.data.loudness).toBe(21);
  });
});

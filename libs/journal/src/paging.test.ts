import { describe, expect, it } from '@jest/globals';
import { inMemoryEventStore } from '@lethe/event-store';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import * as z from 'zod';
import { catalogueOf, defineEvents, type EventOf } from './events.ts';
import { inPages, pageSize, sealedJournal, untilNoneIsLeft, type Command } from './index.ts';

const events = defineEvents({ Counted: { version: 1, data: z.strictObject({ item: z.int(), note: z.string() }) } });
type Counted = EventOf<typeof events>;

const command: Command = {
  id: '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01',
  type: 'count',
  actor: 'clock',
  correlationId: 'c',
  subject: undefined,
  request: {},
};

const note = 'x'.repeat(1_500);
const itemsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, item) => item);

const opened = () => {
  const store = inMemoryEventStore();
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
  const clock = () => '2026-11-24T09:00:00.000Z';
  const journal = sealedJournal<Counted>({ store, sealing, catalogue: catalogueOf(events), clock });
  const appends: string[] = [];
  let killedAt = Infinity;
  const { append } = store;
  store.append = (...given) => {
    if (appends.length === killedAt) throw new Error('killed');
    appends.push(given[1].commandId);
    return append(...given);
  };
  const counted = { initial: new Set<number>(), evolve: (seen: Set<number>, { data }: Counted) => seen.add(data.item) };
  const record = (page: Command, choose: (seen: ReadonlySet<number>) => readonly number[]) =>
    journal.handle(
      page,
      async (unit) => {
        const items = choose(await unit.load('items', counted));
        unit.record(
          'items',
          items.map((item) => ({ type: 'Counted', data: { item, note } })),
        );
      },
      (recorded) => recorded.map(({ data }) => data.item),
    );
  const all = itemsUpTo(1_000);
  return {
    appends,
    killAt: (nth: number) => {
      killedAt = nth;
    },
    ofAll: async () => (await inPages(command, all, (page, some) => record(page, () => some))).flat(),
    ofLeft: (items = all) =>
      untilNoneIsLeft(command, (page) =>
        record(page, (seen) => items.filter((item) => !seen.has(item)).slice(0, pageSize)),
      ),
  };
};

describe('A command about many (L5)', () => {
  it.each(['ofAll', 'ofLeft'] as const)(
    'does what no single append could take, each once, in order: %s',
    async (how) => {
      const journal = opened();
      expect(await journal[how]()).toEqual(itemsUpTo(1_000));
      expect(journal.appends.length).toBe(10);
      expect(new Set(journal.appends).size).toBe(10);
      expect(journal.appends[0]).toBe(command.id);
    },
  );

  it.each(['ofAll', 'ofLeft'] as const)(
    'goes on after a kill, and answers as if there had been none: %s',
    async (how) => {
      const journal = opened();
      journal.killAt(7);
      await expect(journal[how]()).rejects.toThrow('killed');
      journal.killAt(Infinity);
      expect(await journal[how]()).toEqual(itemsUpTo(1_000));
      expect(journal.appends.length).toBe(10);
      expect(await journal[how]()).toEqual(itemsUpTo(1_000));
      expect(journal.appends.length).toBe(10);
    },
  );

  it('of none records nothing', async () => {
    const { ofLeft, appends } = opened();
    expect(await ofLeft([])).toEqual([]);
    expect(await inPages(command, [], () => Promise.reject(new Error('There is no page.')))).toEqual([]);
    expect(appends).toEqual([]);
  });

  it('of exactly a page is one append', async () => {
    const { ofLeft, appends } = opened();
    expect(await ofLeft(itemsUpTo(pageSize))).toHaveLength(pageSize);
    expect(appends).toHaveLength(1);
  });
});

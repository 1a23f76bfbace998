import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { instantAfter } from '@lethe/deciding';
import { inMemoryEventStore, type EventStore } from '@lethe/event-store';
import { inMemorySubjectKeys, keyedIndex, sealingOf, type IndexKeyRing } from '@lethe/sealing';
import * as z from 'zod';
import type { Command } from '../command.ts';
import { catalogueOf, defineEvents, type EventOf } from '../events.ts';
import { sealedJournal } from '../sealed-journal.ts';
import { indexKeyEvents, type IndexKeyEvent } from './index-key.events.ts';
import { openIndexes } from './indexes.ts';
import { keepIndexKeys, type IndexKeeping } from './keep-index-keys.ts';
import type { Journal } from '../journal.ts';

const events = defineEvents({ Claimed: { version: 1, data: z.strictObject({ address: z.string() }) } });
type Event = EventOf<typeof events>;
const minuteMs = 60_000;
const start = '2026-11-24T00:00:00.000Z';
const at = (minutes: number): string => instantAfter(start, minutes * minuteMs);

describe('Index keys that rotate (K1)', () => {
  let store: EventStore;
  let keys: Map<number, Uint8Array>;
  let left: number;
  let mayBegin: boolean;
  const makeKey = (id: number): void => void keys.set(id, createHash('sha256').update(`key ${id}`).digest());
  beforeEach(() => {
    store = inMemoryEventStore();
    keys = new Map();
    makeKey(1);
    left = 0;
    mayBegin = true;
  });

  /** Each has its own idea of the keys, which it may not have refreshed for a while. */
  const replica = async (over: Partial<IndexKeeping> = {}, own: EventStore = store) => {
    let known: readonly number[] = [];
    const ring: IndexKeyRing = {
      load: async () => {
        known = [...keys.keys()].toSorted((one, other) => one - other);
        return [];
      },
      ids: () => known,
      index: (id, text) => {
        const key = known.includes(id) ? keys.get(id) : undefined;
        return key && keyedIndex(id, key, text);
      },
    };
    const clock = { now: 0 };
    const indexes = await openIndexes({ store: own, ring, now: () => clock.now });
    const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32), indexes: indexes.of });
    const journal = sealedJournal<Event | IndexKeyEvent>({
      store: own,
      sealing,
      catalogue: catalogueOf(events, indexKeyEvents),
      clock: () => start,
      indexed: { kinds: new Set(['email']), indexes },
    });
    const keeping: IndexKeeping = {
      store: own,
      journal: journal as Journal<never> as Journal<IndexKeyEvent>,
      indexes,
      ring,
      kinds: {
        email: {
          streamOf: (holder) => `account-${holder}`,
          valuesOf: async (holder) =>
            (await store.read(`account-${holder}`)).events.map(({ data }) => String(data['address'])),
        },
      },
      make: async () => undefined,
      noteLeft: async (before) => void (left = before),
      mayBegin: async () => mayBegin,
      ...over,
    };
    const command = (): Command => ({
      id: crypto.randomUUID(),
      type: 'claim',
      actor: 'clock',
      correlationId: 'c',
      subject: undefined,
      request: {},
    });
    const claim = (address: string, holder: string = crypto.randomUUID()) =>
      journal.handle(
        command(),
        async (unit) => {
          unit.record(`account-${holder}`, [{ type: 'Claimed', data: { address } }]);
          unit.take(journal.lookUpOf('email', address, holder));
        },
        () => holder,
      );
    const release = (address: string, holder: string) =>
      journal.handle(
        command(),
        async (unit) => {
          unit.record(`free-${holder}`, [{ type: 'Claimed', data: { address } }]);
          unit.release(journal.lookUpOf('email', address, holder));
        },
        () => undefined,
      );
    const find = (address: string) => journal.lookUp('email', address);
    const keep = (minutes: number) => keepIndexKeys(keeping, at(minutes));
    return { keep, claim, release, find, keeping, clock, indexes };
  };

  const under = async () => {
    const { holders } = await store.lookUpHolders('email', 1_000);
    return [...new Set(holders.flatMap((each) => each.under))].toSorted();
  };
  const rotated = async (one: Awaited<ReturnType<typeof replica>>, from = 0): Promise<void> => {
    for (const minutes of [0, 1, 2, 12, 13, 14]) await one.keep(from + minutes);
  };

  it('move every row to the newest key, and leave none under the one before', async () => {
    const one = await replica();
    const holder = await one.claim('ada@example.test');
    expect(await under()).toEqual(['']);
    makeKey(2);
    await one.keep(0);
    await one.keep(1);
    expect(await under()).toEqual(['', '2']);
    expect(await one.find('ada@example.test')).toEqual([holder]);
    await rotated(one, 2);
    expect([await under(), left]).toEqual([['2'], 2]);
    expect(await one.find('ada@example.test')).toEqual([holder]);
    makeKey(3);
    await rotated(one, 100);
    expect([await under(), left]).toEqual([['3'], 3]);
    keys.delete(1);
    keys.delete(2);
    expect(await (await replica()).find('ada@example.test')).toEqual([holder]);
  });

  it('write on under the older one for ten minutes, so that who has not learnt of the newer one finds all', async () => {
    const [one, other] = [await replica(), await replica()];
    makeKey(2);
    await one.keep(0);
    await one.keep(1);
    const holder = await one.claim('ada@example.test');
    expect(await other.find('ada@example.test')).toEqual([holder]);
    await one.keep(10);
    await one.keep(11);
    await one.keep(12);
    expect(await under()).toEqual(['2']);
    // It has stood still meanwhile, and learns before it answers.
    other.clock.now = 11 * minuteMs;
    expect(await other.find('ada@example.test')).toEqual([holder]);
  });

  it.each([0, 1, 2, 12, 13, 14])(
    'let one of 200 have an address that race for it on two replicas, one of which knows nothing of the change (ID-5), step %i',
    async (reached) => {
      const [one, other] = [await replica(), await replica()];
      makeKey(2);
      for (const minutes of [0, 1, 2, 12, 13, 14]) if (minutes < reached) await one.keep(minutes);
      const racing = Array.from({ length: 200 }, (_, place) =>
        (place % 2 === 0 ? one : other).claim('ada@example.test'),
      );
      const moving = one.keep(reached);
      const outcomes = await Promise.allSettled(racing);
      await moving;
      const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      expect(won).toHaveLength(1);
      await rotated(one, reached);
      await rotated(one, reached + 30);
      expect(await one.find('ada@example.test')).toEqual(won);
      await expect(other.claim('ada@example.test')).rejects.toMatchObject({ name: 'LookUpTaken' });
      expect(await under()).toEqual(['2']);
    },
  );

  it('free an address under all keys at once, whoever releases it (PLAN-2)', async () => {
    const [one, other] = [await replica(), await replica()];
    const before = await one.claim('ada@example.test');
    makeKey(2);
    await one.keep(0);
    await one.keep(1);
    await other.release('ada@example.test', before);
    expect(await under()).toEqual([]);
    const after = await one.claim('ada@example.test');
    expect(await one.find('ada@example.test')).toEqual([after]);
  });

  it('go on wherever a process was killed, and no address is lost or free', async () => {
    const names = Array.from({ length: 3 }, (_, place) => `a${place}@example.test`);
    const holders = await Promise.all(names.map(async (name) => (await replica()).claim(name)));
    let newest = 1;
    let moments = 0;
    for (let turn = 1; turn <= 120; turn += 1) {
      if (turn % 30 === 1) makeKey((newest += 1));
      const place = 1 + (turn % 20);
      let done = 0;
      const dying = new Proxy(store, {
        get: (target, name) => {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return async (...values: unknown[]) => {
            if ((done += 1) > place) throw new Error('Killed.');
            return member.apply(target, values) as unknown;
          };
        },
      });
      const died = await replica({}, dying)
        .then((each) => each.keep(turn * 11))
        .then(() => false)
        .catch(() => true);
      if (died) moments += 1;
      const next = await replica();
      expect(await Promise.all(names.map((name) => next.find(name)))).toEqual(holders.map((holder) => [holder]));
      for (const name of names) await expect(next.claim(name)).rejects.toMatchObject({ name: 'LookUpTaken' });
    }
    expect(moments).toBeGreaterThan(20);
    await rotated(await replica(), 10_000);
    await rotated(await replica(), 10_100);
    expect([newest, await under()]).toEqual([5, ['5']]);
  });

  it('do not begin while a replica of a build before runs, which knows nothing of them', async () => {
    const one = await replica();
    await one.claim('ada@example.test');
    makeKey(2);
    mayBegin = false;
    await rotated(one);
    expect(await under()).toEqual(['']);
    mayBegin = true;
    await rotated(one, 20);
    expect(await under()).toEqual(['2']);
  });

  it('are made anew where a restored keys database has lost the one in use; until then nothing is taken or found', async () => {
    const one = await replica();
    const holder = await one.claim('ada@example.test');
    makeKey(2);
    await rotated(one);
    keys.delete(2);
    makeKey(1);
    const asked: unknown[] = [];
    const restored = await replica({
      make: async (how) => {
        asked.push(how);
        makeKey(3);
      },
    });
    await expect(restored.find('ada@example.test')).rejects.toMatchObject({ name: 'IndexKeyMissing', id: 2 });
    await expect(restored.claim('ada@example.test')).rejects.toMatchObject({ name: 'IndexKeyMissing' });
    await rotated(restored, 100);
    expect(asked[0]).toMatchObject({ above: 2, anyway: true });
    expect(await restored.find('ada@example.test')).toEqual([holder]);
    await expect(restored.claim('ada@example.test')).rejects.toMatchObject({ name: 'LookUpTaken' });
  });

  it('do not leave a row that its owner does not account for, but say so', async () => {
    const one = await replica();
    const holder = await one.claim('ada@example.test');
    makeKey(2);
    for (const minutes of [0, 1, 12]) await one.keep(minutes);
    const forgetful = await replica({
      kinds: { email: { streamOf: (id) => `account-${id}`, valuesOf: async () => [] } },
    });
    await expect(forgetful.keep(13)).rejects.toMatchObject({ name: 'LookUpUnaccounted' });
    expect([await under(), left]).toEqual([['', '2'], 0]);
    expect(await one.find('ada@example.test')).toEqual([holder]);
  });

  it('cost a look-up nothing, and one that is taken a row more, while two live', async () => {
    const one = await replica();
    await one.claim('ada@example.test');
    const asked: string[] = [];
    const counting = new Proxy(store, {
      get: (target, name) => {
        if (name === 'lookUp' || name === 'read') asked.push(String(name));
        return Reflect.get(target, name) as unknown;
      },
    });
    makeKey(2);
    await one.keep(0);
    const other = await replica({}, counting);
    asked.length = 0;
    await other.find('ada@example.test');
    expect(asked).toEqual(['lookUp']);
  });
});

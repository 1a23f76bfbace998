import { describe, expect, it } from '@jest/globals';
import { exclusiveKinds, LookUpTaken, type EventStore, type LookUp, type LookUpChanges } from '../event-store.ts';
import { command, event, eventsIn, failures, type Open } from './writing.contract.ts';

const lookUp = (kind: string, holder: string, hmac = 'hmac-1'): LookUp => ({ kind, hmac, holder });

const byHolder = (one: LookUp, other: LookUp): number => one.holder.localeCompare(other.holder);

/** An append of its own that changes these look-ups. */
const change = (store: EventStore, changes: LookUpChanges) => {
  const write = { stream: `word-${crypto.randomUUID()}`, expected: 'no-stream' as const, events: [event()] };
  return store.append([write], command(), changes);
};

export const lookUpsContract = (open: Open): void => {
  describe.each(exclusiveKinds)('when the exclusive look-up %s is taken', (kind) => {
    it('refuses a second holder and all that came with it', async () => {
      const store = await open();
      await change(store, { take: [lookUp(kind, 'one')] });
      const second = change(store, { take: [lookUp('phone', 'two'), lookUp(kind, 'two')] });
      await expect(second).rejects.toMatchObject({ name: 'LookUpTaken', kind });
      expect(await store.lookUp(kind, 'hmac-1')).toEqual(['one']);
      expect(await store.lookUp('phone', 'hmac-1')).toEqual([]);
      expect(await eventsIn(store)).toBe(1);
    });

    it('has one holder of 50 that race', async () => {
      const store = await open();
      const racing = Array.from({ length: 50 }, (_, holder) => change(store, { take: [lookUp(kind, `${holder}`)] }));
      const failed = (await failures(racing)).filter((error) => error !== undefined);
      expect(failed).toHaveLength(49);
      expect(failed.every((error) => error instanceof LookUpTaken)).toBe(true);
      expect(await store.lookUp(kind, 'hmac-1')).toHaveLength(1);
      expect(await eventsIn(store)).toBe(1);
    });

    it('may be taken again by its holder, and by another once it was released', async () => {
      const store = await open();
      await change(store, { take: [lookUp(kind, 'one')] });
      await change(store, { take: [lookUp(kind, 'one')] });
      await change(store, { release: [lookUp(kind, 'one')] });
      await change(store, { take: [lookUp(kind, 'two')] });
      await change(store, { release: [lookUp(kind, 'two')], take: [lookUp(kind, 'three')] });
      await change(store, { releaseAll: ['three'], take: [lookUp(kind, 'four')] });
      expect(await store.lookUp(kind, 'hmac-1')).toEqual(['four']);
    });

    it('is not given to two holders by one append', async () => {
      const store = await open();
      const both = change(store, { take: [lookUp(kind, 'one'), lookUp(kind, 'two')] });
      await expect(both).rejects.toThrow(LookUpTaken);
      expect(await store.lookUp(kind, 'hmac-1')).toEqual([]);
    });
  });

  describe('when look-ups change', () => {
    it('lets other kinds have many holders', async () => {
      const store = await open();
      for (const holder of ['one', 'two']) await change(store, { take: [lookUp('phone', holder)] });
      expect((await store.lookUp('phone', 'hmac-1')).toSorted()).toEqual(['one', 'two']);
    });

    it('releases one or all of a holder and leaves the others alone', async () => {
      const store = await open();
      await change(store, { take: [lookUp('email', 'one'), lookUp('phone', 'one'), lookUp('username', 'one')] });
      await change(store, { take: [lookUp('phone', 'two')] });
      await change(store, { release: [lookUp('username', 'one')] });
      expect(await store.lookUp('username', 'hmac-1')).toEqual([]);
      expect(await store.lookUp('email', 'hmac-1')).toEqual(['one']);
      await change(store, { releaseAll: ['one'] });
      expect(await store.lookUp('email', 'hmac-1')).toEqual([]);
      expect(await store.lookUp('phone', 'hmac-1')).toEqual(['two']);
    });

    it('keeps what a row says, until it is taken again, and says nothing of it once it is released (SES-3)', async () => {
      const store = await open();
      const token = lookUp('session-token', 'one');
      const says = { last: 'á\u0000', open: true, list: [1, null] };
      await change(store, { take: [{ ...token, says }, lookUp('session-token', 'two')] });
      const rows = async () => (await store.lookUpRows('session-token', 'hmac-1')).toSorted(byHolder);
      expect(await rows()).toEqual([{ ...token, says }, lookUp('session-token', 'two')]);
      await change(store, { take: [{ ...token, says: 2 }] });
      expect(await rows()).toEqual([{ ...token, says: 2 }, lookUp('session-token', 'two')]);
      await change(store, { take: [token] });
      expect(await rows()).toEqual([token, lookUp('session-token', 'two')]);
      await change(store, { release: [{ ...token, says: 2 }] });
      expect(await rows()).toEqual([lookUp('session-token', 'two')]);
    });

    it('refuses what says too much, or what is no JSON text', async () => {
      const store = await open();
      for (const says of ['x'.repeat(1024 * 1024), '\ud800'])
        await expect(change(store, { take: [{ ...lookUp('phone', 'one'), says }] })).rejects.toThrow(RangeError);
      expect(await store.lookUp('phone', 'hmac-1')).toEqual([]);
    });

    it('changes none where the append is stale or its command recorded', async () => {
      const store = await open();
      await change(store, { take: [lookUp('email', 'one')] });
      const write = { stream: 'word-1', expected: 'no-stream', events: [event()] } as const;
      await store.append([write], command('c1'));
      const changes = { take: [lookUp('phone', 'one')], release: [lookUp('email', 'one')], releaseAll: ['one'] };
      await failures([store.append([write], command(), changes), store.append([write], command('c1'), changes)]);
      expect(await store.lookUp('email', 'hmac-1')).toEqual(['one']);
      expect(await store.lookUp('phone', 'hmac-1')).toEqual([]);
    });
  });

  describe('when look-ups change without an event', () => {
    const holders = async (store: EventStore, kind: string, limit: number) => {
      const all = new Map<string, readonly string[]>();
      for (let from: string | undefined, pages = 0; pages < 20; pages += 1) {
        const page = await store.lookUpHolders(kind, limit, from);
        for (const { holder, under } of page.holders) all.set(holder, under.toSorted());
        from = page.next;
        if (from === undefined) return all;
      }
      throw new Error('There is no last page.');
    };

    it('names every holder of a kind, page by page, and the keys its rows are under (K1)', async () => {
      const store = await open();
      for (const holder of ['c', 'a', 'd', 'b'])
        await change(store, { take: [lookUp('pending-email', holder, `of-${holder}`)] });
      await change(store, { take: [lookUp('email', 'a', 'x'), lookUp('pending-email', 'a', '12.y')] });
      await change(store, { release: [lookUp('pending-email', 'd', 'of-d')] });
      for (const limit of [1, 2, 100])
        expect([...(await holders(store, 'pending-email', limit))].toSorted()).toEqual([
          ['a', ['', '12']],
          ['b', ['']],
          ['c', ['']],
        ]);
      expect([...(await holders(store, 'email', 2))]).toEqual([['a', ['']]]);
    });

    it('writes rows under another key while their streams stand where they were read (K1, ID-5)', async () => {
      const store = await open();
      await store.append([{ stream: 'account-one', expected: 'no-stream', events: [event()] }], command(), {
        take: [lookUp('email', 'one'), lookUp('phone', 'one')],
      });
      const at = (expected: bigint | 'no-stream') =>
        [
          { stream: 'account-one', expected },
          { stream: 'keys', expected: 'no-stream' },
        ] as const;
      const moved = { take: [lookUp('email', 'one', '2.hmac')], release: [lookUp('email', 'one')] };
      const head = await store.head();
      await expect(store.changeLookUps(at('no-stream'), moved)).rejects.toMatchObject({
        name: 'StaleRevision',
        stream: 'account-one',
        actual: 0n,
      });
      expect(await store.lookUp('email', 'hmac-1')).toEqual(['one']);
      for (let again = 0; again < 2; again += 1) await store.changeLookUps(at(0n), moved);
      expect([await store.lookUp('email', 'hmac-1'), await store.lookUp('email', '2.hmac')]).toEqual([[], ['one']]);
      expect(await store.lookUp('phone', 'hmac-1')).toEqual(['one']);
      expect(await store.head()).toBe(head);
      await change(store, { releaseAll: ['one'] });
      expect(await store.lookUp('email', '2.hmac')).toEqual([]);
    });

    it('refuses to take what somebody else holds (ID-5)', async () => {
      const store = await open();
      await change(store, { take: [lookUp('email', 'one')] });
      const second = store.changeLookUps([], {
        take: [lookUp('email', 'two')],
        release: [lookUp('email', 'two', 'x')],
      });
      await expect(second).rejects.toMatchObject({ name: 'LookUpTaken', kind: 'email' });
      expect(await store.lookUp('email', 'hmac-1')).toEqual(['one']);
    });
  });
};

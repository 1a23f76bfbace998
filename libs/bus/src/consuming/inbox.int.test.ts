import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { withInbox } from './inbox.ts';
import { alice, bob, consumingInEachTest, pool } from '../testing/consuming.ts';

consumingInEachTest();

describe('The inbox (B3)', () => {
  it('lets every event in once and never an earlier one after a later one, however they come', async () => {
    const events = [0, 1, 2, 3].map((n) => ({ entityId: alice, epoch: 'e', position: BigInt(n + 1), index: 0 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...events), { maxLength: 12 }), async (arrivals) => {
        const consumer = randomUUID();
        const entered = [];
        for (const event of arrivals) if (await withInbox(pool, consumer, event)) entered.push(event.position);
        const expected = arrivals.filter((event, at) =>
          arrivals.slice(0, at).every((earlier) => earlier.position < event.position),
        );
        expect(entered).toEqual(expected.map((event) => event.position));
      }),
      { numRuns: 50 },
    );
  });

  it('begins anew with a new epoch, and tells consumers and entities apart', async () => {
    const event = { entityId: alice, epoch: 'e', position: 5n, index: 1 };
    const enters = async (consumer: string, changes: object) => withInbox(pool, consumer, { ...event, ...changes });
    expect(await enters('a', {})).toBe(true);
    expect(await enters('a', { index: 0 })).toBe(false);
    expect(await enters('a', { index: 2 })).toBe(true);
    expect(await enters('a', { entityId: bob })).toBe(true);
    expect(await enters('b', {})).toBe(true);
    expect(await enters('a', { epoch: 'f', position: 1n })).toBe(true);
  });
});

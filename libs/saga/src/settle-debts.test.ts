import { beforeEach, describe, expect, it } from '@jest/globals';
import { inMemoryEventStore } from '@lethe/event-store';
import { catalogueOf, sealedJournal, type Journal } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { fixedClock, type FixedClock } from '@lethe/testing';
import { DebtsUnsettled, settleDebts, type Perform } from './settle-debts.ts';
import { parcelEvents, parcelSaga, type ParcelCommand, type ParcelEvent } from './testing/parcel.saga.ts';

const morning = '2026-11-25T08:00:00.000Z';

describe('Settling what a saga owes (CAN-8)', () => {
  type Ask = Perform<ReturnType<typeof parcelSaga.owed>[number], ParcelCommand>;
  let journal: Journal<ParcelEvent>;
  let clock: FixedClock;
  let asked: string[];
  beforeEach(async () => {
    clock = fixedClock('2026-11-24T20:00:00.000Z');
    asked = [];
    const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32) });
    const catalogue = catalogueOf(parcelEvents);
    journal = sealedJournal<ParcelEvent>({ store: inMemoryEventStore(), sealing, catalogue, clock: clock.now });
    const command = { id: crypto.randomUUID(), type: 'order', actor: 'a', correlationId: '1', subject: undefined };
    await journal.handle(
      { ...command, request: {} },
      async (unit) => unit.record('parcel-1', [{ type: 'ParcelOrdered', data: { sendFrom: morning } }]),
      () => undefined,
    );
  });

  const done: Ask = async (debt, key) => {
    asked.push(key);
    return { type: 'Settle', data: { step: debt.type } };
  };
  const settle = (perform: Ask = done) =>
    settleDebts({ service: 'parcels', category: 'parcel', saga: parcelSaga, journal, perform, clock: clock.now })('1');
  const happened = async () => (await journal.read('parcel-1')).map(({ type }) => type);

  it('pays everything that is owed now, and says when to come again', async () => {
    expect(await settle()).toEqual({ again: morning });
    expect(asked).toEqual(['1/pack', '1/label']);
    clock.advance({ hours: 12 });
    expect(await settle()).toBe('done');
    expect(await happened()).toEqual(['ParcelOrdered', 'ParcelPacked', 'ParcelLabelled', 'ParcelSent']);
  });

  it('asks for several debts at once', async () => {
    const both = Promise.withResolvers<void>();
    await settle(async (debt, key) => {
      if (asked.push(key) === 2) both.resolve();
      await both.promise;
      return { type: 'Settle', data: { step: debt.type } };
    });
    expect(asked).toEqual(['1/pack', '1/label']);
  });

  it('asks again under the same key after a crash between the deed and its record', async () => {
    const deeds: string[] = [];
    const crash: Ask = async (_debt, key) => {
      deeds.push(key);
      throw new Error('killed');
    };
    await expect(settle(crash)).rejects.toThrow(DebtsUnsettled);
    await settle();
    expect(asked).toEqual(deeds);
  });

  it('never assumes an unknown outcome, and goes on with the other debts', async () => {
    const labelless: Ask = (debt, key) => (debt.type === 'label' ? Promise.resolve(undefined) : done(debt, key));
    await expect(settle(labelless)).rejects.toThrow('Not settled yet: label.');
    expect(await happened()).toEqual(['ParcelOrdered', 'ParcelPacked']);
  });

  it('is harmless where two runners settle the same saga at once', async () => {
    clock.advance({ hours: 12 });
    expect(await Promise.all([settle(), settle(), settle()])).toEqual(['done', 'done', 'done']);
    expect((await happened()).toSorted()).toEqual(['ParcelLabelled', 'ParcelOrdered', 'ParcelPacked', 'ParcelSent']);
  });

  it('does not ask in circles for a debt that its answer does not settle', async () => {
    const wrong: Ask = async (_debt, key) => {
      asked.push(key);
      return { type: 'Settle', data: { step: 'pack' } };
    };
    await expect(settle(wrong)).rejects.toThrow('Not settled yet: label.');
    expect(asked).toEqual(['1/pack', '1/label']);
  });
});

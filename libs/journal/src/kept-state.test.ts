import { describe, expect, it } from '@jest/globals';
import { shredded } from '@lethe/contracts';
import type { Json } from '@lethe/event-store';
import type { Sealed, Sealing } from '@lethe/sealing';
import fc from 'fast-check';
import { fromJson, opened, toJson, withheld } from './kept-state.ts';

const box = (text: string): Sealed => ({ $sealed: { subject: 'account:ada', origin: 'a|b|c', box: text } });
const throughJson = (state: unknown): unknown => fromJson(JSON.parse(JSON.stringify(toJson(state))) as Json);

/** What folds are made of: plain values, objects, arrays, Maps and Sets, in one another. */
const { state: anyState } = fc.letrec((tie) => ({
  plain: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
  state: fc.oneof(
    { depthSize: 'small' },
    tie('plain'),
    fc.array(tie('state'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]+$/), tie('state'), { maxKeys: 3 }),
    fc.array(fc.tuple(fc.string(), tie('state')), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(tie('state'), { maxLength: 3 }).map((values) => new Set(values)),
  ),
}));

describe('The state of a fold that is kept (L11)', () => {
  it('comes back as it was, whatever it is made of', () => {
    fc.assert(fc.property(anyState, (state) => expect(throughJson(state)).toEqual(state)));
  });

  it('lies as JSON under names of its own', () => {
    expect(toJson({ by: new Map([['a', new Set([1, new Map([['b', 2]])])]]) })).toEqual({
      by: { $map: [['a', { $set: [1, { $map: [['b', 2]] }] }]] },
    });
  });

  const state = {
    name: box('name'),
    words: new Map([['a', { word: box('a') }]]),
    seen: new Set([box('seen')]),
    listed: [box('listed'), 'plain'],
  };

  it('withholds what is sealed, wherever it lies', () => {
    expect(withheld(state)).toEqual({
      name: shredded,
      words: new Map([['a', { word: shredded }]]),
      seen: new Set([shredded]),
      listed: [shredded, 'plain'],
    });
  });

  it('opens what is sealed in one batch, each in its place', async () => {
    const batches: (readonly Sealed[])[] = [];
    const sealing: Pick<Sealing, 'open'> = {
      open: async (boxes) => {
        batches.push(boxes);
        return boxes.map(({ $sealed }) => `opened ${$sealed.box}`);
      },
    };
    expect(await opened(sealing, state)).toEqual({
      name: 'opened name',
      words: new Map([['a', { word: 'opened a' }]]),
      seen: new Set(['opened seen']),
      listed: ['opened listed', 'plain'],
    });
    expect(await opened(sealing, { name: box('one') })).toEqual({ name: 'opened one' });
    expect(batches.map((boxes) => boxes.length)).toEqual([4, 1]);
  });

  it('asks nobody where nothing is sealed', async () => {
    const sealing = { open: () => Promise.reject(new Error('asked')) };
    expect(await opened(sealing, { plain: new Set([1]) })).toEqual({ plain: new Set([1]) });
  });
});

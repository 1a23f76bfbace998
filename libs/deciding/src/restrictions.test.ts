import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  attemptOf,
  isForestalled,
  isRestricted,
  lift,
  place,
  unrestricted,
  type Restrictions,
} from './restrictions.ts';

type Step = readonly [deed: typeof place, attempt: number];

const after = (steps: readonly Step[]): Restrictions =>
  steps.reduce((restrictions, [deed, attempt]) => deed(restrictions, attemptOf(attempt)), unrestricted);

const steps = fc.array(fc.tuple(fc.constantFrom(place, lift), fc.integer({ min: 1, max: 4 })), { maxLength: 10 });
const inTwoOrders = steps.chain((some) =>
  fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
);

describe('Restrictions of an account (X4)', () => {
  it('come to the same in whatever order steps and undos arrive, and however often', () => {
    fc.assert(
      fc.property(inTwoOrders, ([one, other]) => {
        expect(after(other)).toEqual(after(one));
        expect(after([...one, ...other])).toEqual(after(one));
      }),
    );
  });

  it('hold while somebody who placed one has not lifted it', () => {
    fc.assert(
      fc.property(steps, (some) => {
        const lifted = new Set(some.flatMap(([deed, attempt]) => (deed === lift ? [attempt] : [])));
        const held = some.filter(([deed, attempt]) => deed === place && !lifted.has(attempt));
        expect(isRestricted(after(some))).toBe(held.length > 0);
      }),
    );
  });

  it('are lifted by whoever placed them, never by another', () => {
    const both: readonly Step[] = [
      [place, 1],
      [place, 2],
    ];
    expect(isRestricted(after([...both, [lift, 2]]))).toBe(true);
    expect(isRestricted(after([...both, [lift, 2], [lift, 1]]))).toBe(false);
  });

  it('are forestalled by an undo that comes first, for that holder alone', () => {
    const undone = after([
      [lift, 1],
      [place, 1],
    ]);
    expect(isRestricted(undone)).toBe(false);
    expect(isForestalled(undone, attemptOf(1))).toBe(true);
    expect(isForestalled(undone, attemptOf(2))).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { wrongIn } from '../testing/slow-deadlines.ts';
import { gazettedPlaces } from './gazettes.ts';

const minutesEach = 3;

describe('Deadlines of every place that we name (TIC-2, W5, row D1)', () => {
  it.each(gazettedPlaces)(
    'in %s are right from every hour of three years',
    (name) => expect(wrongIn(name, () => true)).toEqual([]),
    minutesEach * 60_000,
  );
});

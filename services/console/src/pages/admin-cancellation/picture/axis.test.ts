import { describe, expect, it } from '@jest/globals';
import { day, minute, second } from '../testing/cancellations.ts';
import { axisOf } from './axis.ts';

const room = { from: 100, to: 1_000, most: 6, pointWidth: 60, breakWidth: 50 };

describe('The axis of time', () => {
  it('is even within a stretch: twice as long is twice as wide', () => {
    const { at, stretches, breaks } = axisOf([0, 500, 1_000, 2_000], room);
    expect(stretches).toHaveLength(1);
    expect(breaks).toEqual([]);
    expect(at(2_000) - at(1_000)).toBeCloseTo(2 * (at(1_000) - at(500)));
  });

  it('is broken where nothing happens for long, and says how long that is', () => {
    const { at, stretches, breaks } = axisOf([0, 2_000, 7 * day, 7 * day + second], room);
    expect(stretches.map(({ start, end }) => [start, end])).toEqual([
      [0, 2_000],
      [7 * day, 7 * day + second],
    ]);
    expect(breaks.map(({ ms }) => ms)).toEqual([7 * day - 2_000]);
    expect(at(7 * day) - at(2_000)).toBeGreaterThan(room.breakWidth);
    expect(at(1_000) - at(0)).toBeGreaterThan(100);
  });

  it('keeps the order, and what is drawn within its place', () => {
    const instants = [0, 3, 900, 40 * minute, day, 3 * day, 7 * day, 7 * day + 10, 8 * day, 30 * day];
    for (const [width, most] of [
      [358, 4],
      [900, 6],
    ] as const) {
      const { at, stretches } = axisOf(instants, { ...room, from: 0, to: width, most, breakWidth: 42, pointWidth: 54 });
      const places = instants.map(at);
      expect(stretches.length).toBeLessThanOrEqual(most);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(places[0]).toBeGreaterThanOrEqual(0);
      expect(places.at(-1)).toBeLessThanOrEqual(width);
    }
  });

  it('lets dates that lie near each other share a stretch before it spoils the seconds', () => {
    const { stretches } = axisOf([0, 2_000, 40 * minute, 7 * day, 8 * day, 9 * day], { ...room, most: 3 });
    expect(stretches.map(({ start, end }) => [start, end])).toEqual([
      [0, 2_000],
      [40 * minute, 40 * minute],
      [7 * day, 9 * day],
    ]);
  });

  it('stands for one instant, too', () => {
    const { at, stretches } = axisOf([5], room);
    expect(stretches).toEqual([{ start: 5, end: 5, x1: 550, x2: 550 }]);
    expect(at(5)).toBe(550);
  });
});

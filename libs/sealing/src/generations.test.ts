import { describe, expect, it } from '@jest/globals';
import { isRotationDue, overdueOf, promisedFor, retirableOf, type Generation } from './generations.ts';

const hours = (count: number): string => new Date(Date.UTC(2026, 10, 1) + count * 3_600_000).toISOString();
const generation = (number: number, begunAtHour: number | null, retired = false): Generation => ({
  number,
  master: number,
  probe: null,
  begunAt: begunAtHour === null ? null : hours(begunAtHour),
  kept: null,
  wrappingKey: begunAtHour === null ? null : number * 10,
  wrappedAt: null,
  backedUpAt: null,
  retiredAt: retired ? hours(0) : null,
});
const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};
const numbers = (generations: readonly Generation[]) => generations.map(({ number }) => number);

describe('When a generation of keys comes and goes (K1)', () => {
  it('is followed by another after a quarter of the time for which back-ups are kept, not before', () => {
    const one = [generation(1, 0)];
    expect([isRotationDue(one, hours(5.999), 1), isRotationDue(one, hours(6), 1)]).toEqual([false, true]);
    expect([isRotationDue(one, hours(179), 30), isRotationDue(one, hours(180), 30)]).toEqual([false, true]);
    expect(isRotationDue([], hours(999), 1)).toBe(false);
  });

  it('is retired within the time for which back-ups are kept, by an hour', () => {
    const two = [generation(1, 0), generation(2, 6)];
    expect(promisedFor(two[0] as never, 1)).toBe(hours(24));
    expect(numbers(retirableOf(two, hours(22.999), 1))).toEqual([]);
    expect(numbers(retirableOf(two, hours(23), 1))).toEqual([1]);
  });

  it('keeps the date that was given when it began, where back-ups are kept for longer later, or an earlier one', () => {
    const two = [{ ...generation(1, 0), kept: 1 }, generation(2, 6)];
    expect(promisedFor(two[0] as never, 365)).toBe(hours(24));
    expect([isRotationDue(two.slice(0, 1), hours(5.999), 365), isRotationDue(two.slice(0, 1), hours(6), 365)]).toEqual([
      false,
      true,
    ]);
    expect(numbers(retirableOf(two, hours(22.999), 365))).toEqual([]);
    expect(numbers(retirableOf(two, hours(23), 365))).toEqual([1]);
    const long = [{ ...generation(1, 0), kept: 365 }, generation(2, 6)];
    expect(promisedFor(long[0] as never, 1)).toBe(hours(24));
    expect(numbers(retirableOf(long, hours(23), 1))).toEqual([1]);
  });

  it('is never retired while nothing follows it, however old it is', () => {
    expect(retirableOf([generation(1, 0)], hours(9_999), 1)).toEqual([]);
    expect(retirableOf([generation(1, 0), generation(2, null)], hours(9_999), 1)).toEqual([]);
    expect(numbers(retirableOf([generation(1, 0), generation(2, 6), generation(3, 12)], hours(9_999), 1))).toEqual([
      1, 2,
    ]);
  });

  it('stays until what follows it lies in a back-up, where that is asked for', () => {
    const backedUp = (each: Generation): Generation => ({ ...each, backedUpAt: hours(30) });
    const [one, two, three] = [generation(1, 0), generation(2, 6), generation(3, 12)] as const;
    const retirable = (...standing: readonly Generation[]) => numbers(retirableOf(standing, hours(999), 1, true));
    expect(retirable(one, two, three)).toEqual([]);
    expect(retirable(backedUp(one), two, three)).toEqual([]);
    expect(retirable(one, backedUp(two), three)).toEqual([1]);
    expect(retirable(one, two, backedUp(three))).toEqual([1, 2]);
  });

  it('is gone by the promised instant, whenever it was destroyed and however unevenly somebody looks (CAN-11)', () => {
    const random = seeded(20_261_129);
    for (const kept of [1, 2, 30]) {
      let standing: readonly Generation[] = [generation(1, 0)];
      for (let hour = 0; hour < kept * 24 * 6; hour += random() * 0.99) {
        const due = numbers(retirableOf(standing, hours(hour), kept));
        standing = standing.map((each) => (due.includes(each.number) ? { ...each, retiredAt: hours(hour) } : each));
        expect(overdueOf(standing, hours(hour), kept)).toEqual([]);
        if (isRotationDue(standing, hours(hour), kept)) standing = [...standing, generation(standing.length + 1, hour)];
      }
      expect(standing.filter(({ retiredAt }) => retiredAt !== null).length).toBeGreaterThan(15);
    }
  });

  it('is overdue from the instant on that was promised, whether or not another follows', () => {
    expect(numbers(overdueOf([generation(1, 0)], hours(24), 1))).toEqual([]);
    expect(numbers(overdueOf([generation(1, 0)], hours(24.001), 1))).toEqual([1]);
    expect(numbers(overdueOf([generation(1, 0), generation(2, 24)], hours(25), 1))).toEqual([1]);
    expect(overdueOf([generation(1, 0, true), generation(2, 24)], hours(25), 1)).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { dayMs, earlierOf, instantAfter, isBefore, laterOf, millisecondsBetween } from './instant.ts';

const noon = '2026-03-01T12:00:00.000Z';
const noonWritten = '2026-03-01T12:00:00Z';
const justAfter = '2026-03-01T12:00:00.001Z';

describe('An instant (D7)', () => {
  it('is so much later, over the end of a month', () => {
    expect(instantAfter(noon, 31 * dayMs)).toBe('2026-04-01T12:00:00.000Z');
    expect(instantAfter(noon, -dayMs)).toBe('2026-02-28T12:00:00.000Z');
    expect(millisecondsBetween(noon, instantAfter(noon, dayMs))).toBe(dayMs);
    expect(millisecondsBetween(justAfter, noon)).toBe(-1);
  });

  it('is compared as what it means, however it is written', () => {
    expect(isBefore(noon, justAfter)).toBe(true);
    expect(isBefore(noonWritten, justAfter)).toBe(true);
    expect(isBefore(justAfter, noonWritten)).toBe(false);
    expect(isBefore(noonWritten, noon)).toBe(false);
    expect(isBefore(noon, noonWritten)).toBe(false);
  });

  it('is the earlier or the later of two', () => {
    expect([earlierOf(noonWritten, justAfter), earlierOf(justAfter, noonWritten)]).toEqual([noonWritten, noonWritten]);
    expect([laterOf(noonWritten, justAfter), laterOf(justAfter, noonWritten)]).toEqual([justAfter, justAfter]);
  });
});

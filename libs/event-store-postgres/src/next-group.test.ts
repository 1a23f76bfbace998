import { describe, expect, it } from '@jest/globals';
import { storable, type LookUpChanges, type Write } from '@lethe/event-store';
import { memberOf } from './append-group.ts';
import { nextGroup } from './next-group.ts';
import { command, said } from './testing/writing.ts';

const open = (gate: string): Write => ({ stream: gate, expected: 'no-stream', events: [] });

const waiting = (name: string, writes: readonly Write[], { commandId = name, changes = {} as LookUpChanges } = {}) => {
  const envelope = command(commandId);
  return { name, member: memberOf(storable(writes, envelope, changes), envelope, changes) };
};

const together = (...queue: readonly ReturnType<typeof waiting>[]) => nextGroup(queue).map(({ name }) => name);

describe('One flush takes', () => {
  it('everybody who touches something else, in order', () => {
    const queue = ['a', 'b', 'c'].map((name) => waiting(name, [said(`word-${name}`, 'no-stream', name)]));
    expect(together(...queue)).toEqual(['a', 'b', 'c']);
  });

  it('nobody who writes, or looks at, a stream that another one writes', () => {
    const writes = waiting('writes', [said('gate-1', 'no-stream', 'closed')]);
    const again = waiting('again', [said('gate-1', 'no-stream', 'closed')]);
    const looks = waiting('looks', [said('word-1', 'no-stream', 'a'), open('gate-1')]);
    expect(together(writes, again, looks)).toEqual(['writes']);
    expect(together(looks, writes)).toEqual(['looks']);
  });

  it('all who only look at the same stream', () => {
    const looks = (name: string) => waiting(name, [said(`word-${name}`, 'no-stream', name), open('gate-1')]);
    expect(together(looks('a'), looks('b'))).toEqual(['a', 'b']);
  });

  it('a command id once, and one change of look-ups', () => {
    const writes = (name: string) => [said(`word-${name}`, 'no-stream', name)];
    const same = { commandId: 'same' };
    expect(together(waiting('a', writes('a'), same), waiting('b', writes('b'), same))).toEqual(['a']);
    const changes = { releaseAll: ['holder-1'] };
    expect(together(waiting('a', writes('a'), { changes }), waiting('b', writes('b'), { changes }))).toEqual(['a']);
  });

  it('nobody before one who waits for the same stream', () => {
    const first = waiting('first', [said('word-1', 'no-stream', 'a')]);
    const both = waiting('both', [said('word-1', 0n, 'b'), said('word-2', 'no-stream', 'b')]);
    const last = waiting('last', [said('word-2', 'no-stream', 'c')]);
    expect(together(first, both, last)).toEqual(['first']);
  });

  it('at most 256 members and about 4 MB, but at least one', () => {
    const many = Array.from({ length: 300 }, (_, at) => waiting(`${at}`, [said(`word-${at}`, 'no-stream', 'a')]));
    expect(together(...many)).toHaveLength(256);
    const big = Array.from({ length: 6 }, (_, at) =>
      waiting(`${at}`, [said(`word-${at}`, 'no-stream', 'a'.repeat(900_000))]),
    );
    expect(together(...big)).toHaveLength(4);
  });
});

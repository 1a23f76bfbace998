import { describe, expect, it } from '@jest/globals';
import { sharedReads } from './shared-reads.ts';

const counted = () => {
  const queries: (readonly string[])[] = [];
  const ask = sharedReads(async (keys: readonly string[]) => {
    queries.push(keys);
    await new Promise(setImmediate);
    if (keys.includes('broken')) throw new Error('no connection');
    return new Map(keys.map((key) => [key, `${key} at ${queries.length}`]));
  });
  return { queries, ask };
};

describe('Shared reads', () => {
  it('answer everybody of one moment by one query, each key once', async () => {
    const { queries, ask } = counted();
    const [first, second] = await Promise.all([ask(['a']), ask(['a', 'b'])]);
    expect([first.get('a'), second.get('b')]).toEqual(['a at 1', 'b at 1']);
    expect(queries).toEqual([['a', 'b']]);
  });

  it('ask again for who comes while a query is under way: what it sees may be older than the question', async () => {
    const { queries, ask } = counted();
    const first = ask(['a']);
    await new Promise(process.nextTick);
    const [second, third] = [ask(['a']), ask(['b'])];
    expect((await first).get('a')).toBe('a at 1');
    expect((await second).get('a')).toBe('a at 2');
    expect((await third).get('b')).toBe('b at 2');
    expect(queries).toEqual([['a'], ['a', 'b']]);
  });

  it('fail everybody of a query that fails, and go on', async () => {
    const { ask } = counted();
    await expect(Promise.all([ask(['a']), ask(['broken'])])).rejects.toThrow('no connection');
    expect((await ask(['a'])).get('a')).toBe('a at 2');
  });
});

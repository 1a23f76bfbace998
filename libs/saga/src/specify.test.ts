import { describe, expect, it } from '@jest/globals';
import { specifyDebts } from './specify.ts';

const saga = {
  initial: [] as readonly string[],
  evolve: (open: readonly string[], { data }: { type: 'Owed'; data: string }) => [...open, data],
  owed: (open: readonly string[]) => open.map((key) => ({ key })),
};

describe('A specification of what is owed (L11)', () => {
  const after = specifyDebts(saga as never);
  const owed = (data: string) => ({ type: 'Owed', data }) as never;

  it('holds for exactly these debts in this order, and fails for any others', () => {
    expect(() => after(owed('a'), owed('b')).owes('a', 'b')).not.toThrow();
    for (const others of [['b', 'a'], ['a'], ['a', 'b', 'c'], []])
      expect(() => after(owed('a'), owed('b')).owes(...others)).toThrow('toStrictEqual');
  });
});

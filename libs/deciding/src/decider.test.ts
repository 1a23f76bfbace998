import { describe, expect, it } from '@jest/globals';
import { fold, foldInPlace, isRefusal, refuse } from './decider.ts';

describe('A refusal', () => {
  it('is told from events by its shape and carries its details', () => {
    const no = refuse('owner-of-workspaces', { workspaces: ['a'] });
    expect(isRefusal(no)).toBe(true);
    expect(no.details.workspaces).toEqual(['a']);
    expect(isRefusal([])).toBe(false);
  });

  it('is nothing that merely looks like it, or is no object (L11)', () => {
    expect([{ refused: 3 }, null, undefined, 'refused'].map((value: unknown) => isRefusal(value))).not.toContain(true);
  });
});

describe('Folding', () => {
  it('applies the events in order, from the initial state', () => {
    const words = { initial: '', evolve: (state: string, { data }: { type: string; data: string }) => state + data };
    expect(
      fold(words, [
        { type: 'a', data: 'x' },
        { type: 'a', data: 'y' },
      ]),
    ).toBe('xy');
  });

  it('in place changes a copy, never the state it begins with (GRO-1)', () => {
    type Words = Readonly<{ said: ReadonlySet<string> }>;
    const words = foldInPlace<Words, { said: Set<string> }, { type: string; data: string }>({
      initial: { said: new Set() },
      copy: ({ said }) => ({ said: new Set(said) }),
      apply: (draft, { data }) => {
        draft.said.add(data);
        return draft;
      },
    });
    const before = fold(words, [{ type: 'a', data: 'x' }]);
    const after = fold({ ...words, initial: before }, [{ type: 'a', data: 'y' }]);
    expect([words.initial, before, after].map(({ said }) => [...said])).toEqual([[], ['x'], ['x', 'y']]);
  });
});

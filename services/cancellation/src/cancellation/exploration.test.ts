import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { isCleared, isDone, type Cancellation } from './cancellation.ts';
import { owed } from './owed.ts';
import { explore, type Explored } from './testing/explore.ts';

/** Answers of two attempts in any order, early, late and twice: what may never be, and what must stay possible. */
describe('Every state a cancellation can reach (CAN-7, CAN-8, C9)', () => {
  let explored: Explored;
  beforeAll(() => {
    explored = explore();
  });
  const all = (): readonly Cancellation[] => [...explored.states.values()];

  it('is enough of them to mean something', () => {
    expect(all().length).toBeGreaterThan(1_000);
    expect(all().some(({ phase, attempt }) => phase === 'completed' && attempt === 2)).toBe(true);
  });

  it('is never final and withdrawn both', () => {
    const isBoth = ({ finalAt, attempt, confirmations }: Cancellation) =>
      finalAt !== null && confirmations.find((each) => each.attempt === attempt)?.withdrawnAt !== null;
    expect(all().filter(isBoth)).toEqual([]);
  });

  it('is final only with the hold and both locks, and stays final', () => {
    const isFinal = ({ phase }: Cancellation) => ['final', 'cleared-but-tickets', 'completed'].includes(phase);
    const hasEveryYes = (state: Cancellation) => isDone(state, 'hold-ownership', 'lock-account', 'lock-sessions');
    expect(all().filter((state) => isFinal(state) && !hasEveryYes(state))).toEqual([]);
    expect(explored.arrows.filter(({ from, to }) => isFinal(from) && !isFinal(to))).toEqual([]);
  });

  it('asks nobody to clear before it is final and the address is free', () => {
    const hasAsked = ({ participants }: Cancellation) => participants.some(({ askedAt }) => askedAt !== null);
    const tooEarly = (state: Cancellation) => state.finalAt === null || !isDone(state, 'release-claims');
    expect(all().filter((state) => hasAsked(state) && tooEarly(state))).toEqual([]);
  });

  it('is completed only where everybody has cleared and the certificate is issued', () => {
    const isUnfinished = ({ participants, certificate }: Cancellation) =>
      !participants.every(isCleared) || certificate === null;
    expect(all().filter((state) => state.phase === 'completed' && isUnfinished(state))).toEqual([]);
  });

  it('owes nothing only at an end or before the beginning, and to each who was asked until it has cleared (L4)', () => {
    const isAtRest = ({ phase }: Cancellation) => ['none', 'withdrawn', 'completed'].includes(phase);
    expect(all().filter((state) => owed(state).length === 0 && !isAtRest(state))).toEqual([]);
    const asking = (state: Cancellation) =>
      owed(state).flatMap((debt) => (debt.type === 'ask-to-clear' ? [debt.data.participant] : []));
    const open = ({ participants }: Cancellation) =>
      participants.filter((each) => each.askedAt !== null && !isCleared(each)).map(({ participant }) => participant);
    expect(all().filter((state) => asking(state).join() !== open(state).join())).toEqual([]);
  });

  it('can be completed, or withdrawn with every undo done, from wherever it is', () => {
    const before = new Map<string, string[]>();
    for (const [from, reached] of explored.next)
      for (const to of reached) before.set(to, [...(before.get(to) ?? []), from]);
    const ends = [...explored.states].filter(
      ([, state]) => owed(state).length === 0 && ['completed', 'withdrawn'].includes(state.phase),
    );
    const leading = new Set(ends.map(([key]) => key));
    for (const key of leading) for (const from of before.get(key) ?? []) leading.add(from);
    expect([...explored.states.keys()].filter((key) => !leading.has(key))).toEqual([]);
  });

  it('is drawn beside the code, state by state and arrow by arrow', () => {
    const drawn = readFileSync(new URL('cancellation.mermaid', import.meta.url), 'utf8');
    const lines = drawn.split('\n').filter((line) => line.includes('-->'));
    const walked = explored.arrows.map(({ from, event, to }) => `${named(from)} --> ${named(to)}: ${event.type}`);
    expect(lines.map((line) => line.trim()).toSorted()).toEqual([...new Set(walked)].toSorted());
  });
});

const named = ({ phase }: Cancellation): string => (phase === 'none' ? '[*]' : phase.replaceAll('-', '_'));

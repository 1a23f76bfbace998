import { availableParallelism } from 'node:os';
import { tryMutants } from './try-mutants.mjs';

/** What a mutant comes to: these count, and the others are still to be tried. */
export const outcomes = { killed: 'killed', byTime: 'killed by time', survived: 'survived' };
export const untried = { needsServers: 'needs --int', left: 'not tried' };

/**
 * All mutants through the tests of their files, one test after the other, until one of them notices. Those that wait for
 * the same test share its processes.
 * @param mutants each with its `file`
 * @param testsOf a file, the first to be run first
 * @param withInt whether those that need servers are run
 * @param verdicts of earlier runs, which are added to
 * @param faulty called with why, where a test fails as it is: whoever waits for it is not tried
 * @returns the mutants, each with its `outcome`
 */
export const tryAll = async ({ mutants, testsOf, withInt, verdicts, servers, isOver, faulty, run = tryMutants }) => {
  const ways = mutants.map((mutant) => wayOf(mutant, { tests: testsOf(mutant.file), withInt, verdicts }));
  const failed = new Set();
  const told = ({ key, why, byTime }) => verdicts.set(key, { why, byTime });
  const tryWith = async (test, waiting) => {
    const keyed = new Map(waiting.map(({ mutant }) => [verdicts.keyOf(mutant, test), mutant]));
    const listed = [...keyed].map(([key, { file, text }]) => ({ key, file, text }));
    await run({ test, mutants: listed, servers, told, isOver }).catch((error) => {
      failed.add(test.file);
      faulty(error.message);
    });
  };
  while (!isOver()) {
    const waiting = ways.flatMap((way) => {
      const { next } = way();
      return next === undefined || failed.has(next.file) ? [] : [{ mutant: way.mutant, next }];
    });
    if (waiting.length === 0) break;
    const largest = Object.values(Object.groupBy(waiting, ({ next }) => next.file)).toSorted(byLength);
    await Promise.all(largest.slice(0, availableParallelism()).map((group) => tryWith(group[0].next, group)));
  }
  return ways.map((way) => ({ ...way.mutant, outcome: way().outcome }));
};

const byLength = (one, other) => other.length - one.length;

/** Where a mutant is by now: the test that is `next`, or else its `outcome`. */
const wayOf = (mutant, { tests, withInt, verdicts }) => {
  const toRun = tests.filter(({ suite }) => withInt || suite === 'unit');
  const keys = toRun.map((test) => verdicts.keyOf(mutant, test));
  const now = () => {
    for (const [place, key] of keys.entries()) {
      const verdict = verdicts.get(key);
      if (verdict === undefined) return { next: toRun[place], outcome: untried.left };
      if (verdict.killed) return { outcome: verdict.byTime ? outcomes.byTime : outcomes.killed };
    }
    return { outcome: toRun.length === tests.length ? outcomes.survived : untried.needsServers };
  };
  return Object.assign(now, { mutant });
};

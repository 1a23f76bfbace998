import { tryMutants } from './try-mutants.mjs';

/** What a mutant comes to: these count, and the others are still to be tried. */
export const outcomes = { killed: 'killed', byTime: 'killed by time', survived: 'survived' };
export const untried = { needsServers: 'needs --int', left: 'not tried' };

/**
 * Every mutant of one source file through its tests, one test after the other, until one of them notices.
 * @param tests of this file, the first to be run first
 * @param withInt whether those that need servers are run
 * @param verdicts of earlier runs, which are added to
 * @returns the mutants, each with its `outcome`
 * @throws where a test fails as it is
 */
export const trySource = async ({ file, mutants, tests, withInt, verdicts, servers, isOver, run = tryMutants }) => {
  const found = new Map();
  const toRun = tests.filter(({ suite }) => withInt || suite === 'unit');
  const alive = () => mutants.filter((mutant) => !found.has(mutant));
  const hear = (mutant, { why, byTime }) => {
    if (why !== undefined) found.set(mutant, byTime ? outcomes.byTime : outcomes.killed);
  };
  for (const test of toRun) {
    const keyed = new Map(alive().map((mutant) => [verdicts.keyOf(mutant, test), mutant]));
    for (const [key, mutant] of keyed) if (verdicts.get(key)) hear(mutant, verdicts.get(key));
    const asked = [...keyed].filter(([key]) => verdicts.get(key) === undefined);
    const told = ({ key, why, byTime }) => {
      verdicts.set(key, { why: why?.slice(0, 300), byTime });
      hear(keyed.get(key), { why, byTime });
    };
    const listed = asked.map(([key, { text }]) => ({ key, text }));
    if (listed.length > 0) await run({ file, test, mutants: listed, servers, told, isOver });
    if ([...keyed.keys()].some((key) => verdicts.get(key) === undefined)) break;
  }
  const lastOf = (mutant) => {
    const isTold = (test) => verdicts.get(verdicts.keyOf(mutant, test)) !== undefined;
    if (!toRun.every(isTold)) return untried.left;
    return toRun.length === tests.length ? outcomes.survived : untried.needsServers;
  };
  return mutants.map((mutant) => ({ ...mutant, outcome: found.get(mutant) ?? lastOf(mutant) }));
};

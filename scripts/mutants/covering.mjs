import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteOf } from '../test/suites.mjs';
import { importing, remembered } from './imports.mjs';

const packageOf = (file) => file.split('/').slice(0, 2).join('/');

const byDistance = (one, other) => one.distance - other.distance;

/** Further away than the nearest and those next to it, a test runs a file by the way: it is not about it. */
const aboutIt = (covering) => {
  const nearest = Math.min(...covering.map(({ distance }) => distance));
  return covering.filter(({ distance }) => distance <= nearest + 1).toSorted(byDistance);
};

/** How many imports lie between a test and each file it runs. */
const distancesFrom = (test, importsOf) => {
  const distances = new Map([[test, 0]]);
  for (const [file, distance] of distances)
    for (const each of importsOf(file)) if (!distances.has(each)) distances.set(each, distance + 1);
  return distances;
};

/** Those of its own package, or where there are none, of whoever uses it. */
const whose = (covering, source) => {
  const own = covering.filter(({ file }) => packageOf(file) === packageOf(source));
  return own.length > 0 ? own : covering;
};

/**
 * Which test files run a source file, by what they import, directly or not.
 * @returns a function from a source file to its tests, the nearest first, unit tests before those that need servers; each
 *   with its `suite`, with all `files` that it runs, and whether one of them `needsNest`
 */
export const coverage = (root) => {
  const importsOf = importing(root);
  const tests = globSync('{libs,services}/*/src/**/*.test.ts', { cwd: root })
    .filter((file) => ['unit', 'int'].includes(suiteOf(file)) && !file.includes('golden-events'))
    .toSorted()
    .map((file) => ({ file, suite: suiteOf(file), distances: distancesFrom(file, importsOf) }));
  const isOfNest = remembered((file) => /from '@nestjs\//.test(readFileSync(join(root, file), 'utf8')));
  return (source) => {
    const covering = tests.flatMap(({ file, suite, distances }) =>
      distances.has(source) ? [{ file, suite, distance: distances.get(source), files: [...distances.keys()] }] : [],
    );
    const found = aboutIt(whose(covering, source)).map((test) => ({ ...test, needsNest: test.files.some(isOfNest) }));
    return [...found.filter(({ suite }) => suite === 'unit'), ...found.filter(({ suite }) => suite === 'int')];
  };
};

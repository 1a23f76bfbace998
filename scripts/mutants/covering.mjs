import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { suiteOf } from '../test/suites.mjs';

const imported = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

/** `@lethe/journal` and `@lethe/journal/testing` by what their package says its source is. */
const sourcesOfPackages = (root) =>
  new Map(
    globSync('{libs,services}/*/package.json', { cwd: root }).flatMap((file) => {
      const { name, exports: doors = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'));
      return Object.entries(doors).map(([door, { 'lethe:source': source }]) => [
        name + door.slice(1),
        normalize(join(dirname(file), source ?? '')),
      ]);
    }),
  );

const packageOf = (file) => file.split('/').slice(0, 2).join('/');

/** Those of its own package, or where there are none, of whoever uses it; the nearest first. */
const nearest = (candidates, source) => {
  const covering = candidates
    .flatMap(({ file, distances }) => (distances.has(source) ? [{ file, distance: distances.get(source) }] : []))
    .toSorted((one, other) => one.distance - other.distance);
  const own = covering.filter(({ file }) => packageOf(file) === packageOf(source));
  return own.length > 0 ? own : covering;
};

/** Those nearest are run first: most mutants die there. */
const inStages = (covering) =>
  Object.values(Object.groupBy(covering, ({ distance }) => (distance === covering[0].distance ? 'near' : 'far'))).map(
    (stage) => stage.map(({ file }) => file),
  );

/** Which test files run a source file, by what they import, directly or not. */
export const coverage = (root) => {
  const packages = sourcesOfPackages(root);
  const known = new Map();
  const importsOf = (file) => {
    if (known.has(file)) return known.get(file);
    const names = [...readFileSync(join(root, file), 'utf8').matchAll(imported)].map(([, name]) => name);
    const files = names.map((name) =>
      name.startsWith('.') ? normalize(join(dirname(file), name)) : packages.get(name),
    );
    known.set(
      file,
      files.filter((each) => each !== undefined && existsSync(join(root, each))),
    );
    return known.get(file);
  };
  /** How many imports lie between a test and each file it runs. */
  const distancesFrom = (test) => {
    const distances = new Map([[test, 0]]);
    for (const [file, distance] of distances)
      for (const each of importsOf(file)) if (!distances.has(each)) distances.set(each, distance + 1);
    return distances;
  };
  const tests = (suite) => {
    const files = globSync('{libs,services}/*/src/**/*.test.ts', { cwd: root });
    const ofSuite = files.filter((file) => suiteOf(file) === suite);
    return ofSuite.map((file) => ({ file, distances: distancesFrom(file) }));
  };
  const unit = tests('unit').filter(({ file }) => !file.includes('golden-events'));
  const int = tests('int');
  /** @returns stages of test files; no unit tests where those that need servers are nearer: the rest runs it by the way */
  return (source) => {
    const [units, ints] = [nearest(unit, source), nearest(int, source)];
    const isTheirs = units.length > 0 && (ints.length === 0 || units[0].distance <= ints[0].distance);
    return { unit: isTheirs ? inStages(units) : [], int: inStages(ints) };
  };
};

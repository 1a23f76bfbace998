import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

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

/** Those of its own package, or where there are none, of whoever uses it. */
const nearest = (candidates, source) => {
  const covering = candidates.filter(({ reach }) => reach.has(source)).map(({ file }) => file);
  const own = covering.filter((file) => packageOf(file) === packageOf(source));
  return own.length > 0 ? own : covering;
};

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
  const reachOf = (file, reached = new Set()) => {
    if (reached.has(file)) return reached;
    reached.add(file);
    for (const each of importsOf(file)) reachOf(each, reached);
    return reached;
  };
  const tests = (suite) => {
    const files = globSync('{libs,services}/*/src/**/*.test.ts', { cwd: root });
    const ofSuite = files.filter((file) => (/\.(\w+)\.test\.ts$/.exec(file)?.[1] ?? 'unit') === suite);
    return ofSuite.map((file) => ({ file, reach: reachOf(file) }));
  };
  const unit = tests('unit').filter(({ file }) => !file.includes('golden-events'));
  const int = tests('int');
  return { unit: (source) => nearest(unit, source), int: (source) => nearest(int, source) };
};

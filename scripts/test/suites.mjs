import { globSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What a test needs is said by the name of its file. */
export const suiteOf = (file) => /\.(int|e2e|browser|long)\.test\.\w+$/.exec(file)?.[1] ?? 'unit';

const testFiles = () =>
  globSync('{libs,services,cli,e2e,scripts}/**/*.test.{ts,mjs}', {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  });

/** As one types it here: `./scripts/a.test.mjs` and a whole path are what `scripts/a.test.mjs` is. */
export const patternOf = (typed) => (typed.startsWith(`${root}/`) ? relative(root, typed) : typed.replace(/^\.\//, ''));

/** The test files that Jest finds by these patterns. Long ones are meant where they are asked for, or nothing else is. */
export const filesFor = (patterns, { long = false, files = testFiles() } = {}) => {
  const expressions = patterns.map((pattern) => new RegExp(pattern, 'i'));
  const found = files.filter((file) => expressions.some((one) => one.test(join(root, file))));
  const short = found.filter((file) => suiteOf(file) !== 'long');
  return long || short.length === 0 ? found : short;
};

/** The suites of these files, in the order in which all of them would run. */
export const suitesOf = (files) => {
  const suites = new Set(files.map(suiteOf));
  return ['unit', 'int', 'e2e', 'browser', 'long'].filter((suite) => suites.has(suite));
};

/** What starts the services, or looks at the console as it is served, runs what was built. */
export const needBuild = (files) =>
  files.some((file) => !['unit', 'int'].includes(suiteOf(file)) || file.startsWith('services/console/'));

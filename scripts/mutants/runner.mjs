// Runs one test file many times in one process: as it is, and with each mutant in the place of its source. What
// cannot know that stays loaded, the rest is loaded anew each time. No file of the sources is ever changed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import swc from '@swc/jest';
import circus from 'jest-circus/runner'; // CommonJS
import { inBatches } from './batches.mjs';
import { dependentsOf } from './dependents.mjs';

const root = new URL('../..', import.meta.url).pathname;
const circusFolder = dirname(createRequire(import.meta.url).resolve('jest-circus/runner'));

/** Modules in these folders; and of Jest's own, what remembers tests and handlers of the run before. */
const forget = ({ registries }, { global }, folders) => {
  for (const key of registries.esModuleRegistry.keys())
    if (folders.some((folder) => key.includes(`${root}${folder}`))) registries.esModuleRegistry.delete(key);
  registries.internalModuleRegistry.delete(join(circusFolder, 'jestAdapterInit.js'));
  delete global[Symbol.for('EVENT_HANDLERS')];
};

/** Puts `code`, where there is some, into the place of what is in `path`. */
const placeOf = ({ transformCache }) => {
  const place = { path: undefined, code: undefined };
  for (const name of ['transform', 'transformAsync']) {
    const usual = transformCache[name].bind(transformCache);
    transformCache[name] = (path, options) => (path === place.path ? place.code : usual(path, options));
  }
  return place;
};

/** As all tests are compiled. */
const compilerOf = ({ transform }) => {
  const [[, , options]] = transform;
  const compiler = swc.createTransformer(options);
  return (text, path) => compiler.process(text, path, { supportsStaticESM: true, supportsDynamicImport: true }).code;
};

const whyOf = ({ testExecError, failureMessage, numFailingTests }) =>
  numFailingTests > 0 || testExecError ? (failureMessage ?? testExecError?.message ?? 'failed') : undefined;

const foldersOf = (test, mutants) =>
  [test.slice(root.length), ...new Set(mutants.map(({ file }) => file))].flatMap((file) => dependentsOf(root, file));

export default async (globalConfig, config, environment, runtime, test) => {
  const mutants = JSON.parse(readFileSync(process.env.LETHE_MUTANTS, 'utf8'));
  const folders = [...new Set(foldersOf(test, mutants))];
  const place = placeOf(runtime);
  const compile = compilerOf(config);
  const put = (mutant) => {
    const path = mutant && join(root, mutant.file);
    Object.assign(place, { path, code: mutant && compile(mutant.text, path) });
  };
  let last;
  /** @returns why it failed, or undefined */
  const run = async (mutant) => {
    forget(runtime, environment, folders);
    put(mutant);
    try {
      last = await circus.default(globalConfig, config, environment, runtime, test);
      return whyOf(last);
    } catch (error) {
      return String(error?.stack ?? error);
    }
  };
  await inBatches({ mutants, run, tell: (message) => process.send(message) });
  return last;
};

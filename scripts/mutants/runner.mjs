// Runs one test file many times in one process: as it is, and with each mutant of a source file in its place. What
// cannot know it stays loaded, the rest is loaded anew each time. No file of the sources is ever changed.
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

/** Puts what it is given into the place of this file's code. */
const placeOf = ({ transformCache }, file) => {
  const place = { code: undefined };
  for (const name of ['transform', 'transformAsync']) {
    const usual = transformCache[name].bind(transformCache);
    transformCache[name] = (path, options) =>
      path === file && place.code !== undefined ? place.code : usual(path, options);
  }
  return place;
};

/** As all tests are compiled. */
const compilerOf = ({ transform }, file) => {
  const [[, , options]] = transform;
  const compiler = swc.createTransformer(options);
  return (text) => compiler.process(text, file, { supportsStaticESM: true, supportsDynamicImport: true }).code;
};

const whyOf = ({ testExecError, failureMessage, numFailingTests }) =>
  numFailingTests > 0 || testExecError ? (failureMessage ?? testExecError?.message ?? 'failed') : undefined;

export default async (globalConfig, config, environment, runtime, test) => {
  const { file, mutants } = JSON.parse(readFileSync(process.env.LETHE_MUTANTS, 'utf8'));
  const [testFolder] = /^(?:libs|services)\/[^/]+\//.exec(test.slice(root.length));
  const folders = [testFolder, ...dependentsOf(root, file.slice(root.length))];
  const place = placeOf(runtime, file);
  const compile = compilerOf(config, file);
  let last;
  /** @returns why it failed, or undefined */
  const run = async (mutant) => {
    forget(runtime, environment, folders);
    place.code = mutant && compile(mutant.text);
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

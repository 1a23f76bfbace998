// As all tests are compiled, but for one file: the mutant takes its place. No file of the sources is ever changed.
import { readFileSync } from 'node:fs';
import swc from '@swc/jest';

const { LETHE_MUTANT_OF: mutated, LETHE_MUTANT: mutant } = process.env;

const textOf = (text, file) => (file === mutated ? readFileSync(mutant, 'utf8') : text);

export default {
  createTransformer: (options) => {
    const compiler = swc.createTransformer(options);
    return {
      ...compiler,
      process: (text, file, how) => compiler.process(textOf(text, file), file, how),
      processAsync: (text, file, how) => compiler.processAsync(textOf(text, file), file, how),
      getCacheKey: (text, file, how) => compiler.getCacheKey(textOf(text, file), file, how),
    };
  },
};

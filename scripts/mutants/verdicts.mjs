import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const digestOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 20);

/**
 * What each test said of each mutant, kept in a file: whoever runs the same again need not wait for it. It holds as long as
 * neither the test nor anything it runs has changed.
 */
export const verdicts = (root, memory) => {
  const digests = new Map();
  /** Of the test and all it runs. */
  const digestWith = ({ file, files }) => {
    if (!digests.has(file))
      digests.set(file, digestOf(file, ...files.toSorted().map((each) => readFileSync(join(root, each), 'utf8'))));
    return digests.get(file);
  };
  const lines = existsSync(memory) ? readFileSync(memory, 'utf8').split('\n').filter(Boolean) : [];
  const known = new Map(lines.map((line) => JSON.parse(line)).map(({ key, ...verdict }) => [key, verdict]));
  return {
    keyOf: (mutant, test) => digestOf(mutant.file, mutant.text, digestWith(test)),
    get: (key) => known.get(key),
    set: (key, verdict) => {
      known.set(key, verdict);
      mkdirSync(dirname(memory), { recursive: true });
      appendFileSync(memory, `${JSON.stringify({ key, ...verdict })}\n`);
    },
  };
};

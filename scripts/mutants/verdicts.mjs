import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const digestOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 14);

const letters = { survived: '-', killed: '+', byTime: 't' };

const letterOf = ({ why, byTime }) => {
  if (why === undefined) return letters.survived;
  return byTime ? letters.byTime : letters.killed;
};

/**
 * What each test said of each mutant, kept in a file of the repository: to try all takes hours, and whoever changes a file pays
 * for that file. A verdict holds as long as neither the source nor the test has changed. What else they run may change as well:
 * `--afresh` asks all of them again.
 */
export const verdicts = (root, memory, { afresh = false } = {}) => {
  const texts = new Map();
  const textOf = (file) => {
    if (!texts.has(file)) texts.set(file, readFileSync(join(root, file), 'utf8'));
    return texts.get(file);
  };
  const lines = existsSync(memory) && !afresh ? readFileSync(memory, 'utf8').split('\n').filter(Boolean) : [];
  const known = new Map(lines.map((line) => line.split(' ')));
  const used = new Set();
  return {
    /** @param mutant with its `file` and the whole `text` of it */
    keyOf: (mutant, { file }) => digestOf(mutant.file, mutant.text, file, textOf(file)),
    get: (key) => {
      const letter = known.get(key);
      if (letter === undefined) return undefined;
      used.add(key);
      return { killed: letter !== letters.survived, byTime: letter === letters.byTime };
    },
    /** Written at once: a run that is broken off has lost nothing. */
    set: (key, verdict) => {
      known.set(key, letterOf(verdict));
      used.add(key);
      appendFileSync(memory, `${key} ${letterOf(verdict)}\n`);
    },
    /** In order, so that two who tried different mutants can be merged; without what was asked for by nobody, where `all` were. */
    settle: ({ all }) => {
      const kept = [...known].filter(([key]) => !all || used.has(key));
      writeFileSync(
        memory,
        kept
          .map(([key, letter]) => `${key} ${letter}\n`)
          .toSorted()
          .join(''),
      );
    },
  };
};

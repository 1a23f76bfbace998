import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rowsOf } from './table.mjs';

const root = join(import.meta.dirname, '../..');

/** Words in backquotes are wrong wherever they stand; the others only in that sense, which no test can tell. */
const unsaid = () =>
  rowsOf(readFileSync(join(root, 'docs/glossary.md'), 'utf8'), 'term').flatMap((row) =>
    [...row['do not say'].matchAll(/`([^`]+)`/g)].map(([, word]) => word),
  );

describe('The glossary', () => {
  it('is kept by the names of files: none says what it calls otherwise', () => {
    const words = unsaid();
    const files = globSync(['libs/*/src/**/*.ts', 'services/*/src/**/*.ts'], { cwd: root });
    const saying = files.filter((file) => file.split(/[/.-]/).some((word) => words.includes(word)));
    expect({ words: words.length > 10, saying }).toEqual({ words: true, saying: [] });
  });
});

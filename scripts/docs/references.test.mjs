import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const documents = globSync(['*.md', 'docs/**/*.md', 'services/*/README.md'], { cwd: root });
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// What is quoted links nowhere.
const quoted = /^```.*?^```$|`[^`\n]*`/gms;

const links = (document, text) =>
  [...text.replaceAll(quoted, '`').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(document), target)));

// `libs/bus/src/relaying/relay.ts`, `services/*/README.md`; what has a gap to fill in (`services/<name>`) is no path.
const paths = (text) =>
  [...text.matchAll(/`((?:cli|docs|e2e|libs|scripts|services)\/[^`\s<]*)`/g)]
    .map(([, path]) => path)
    .filter((path) => globSync(path, { cwd: root }).length === 0);

const commands = (text) =>
  [...text.matchAll(/npm run (?:-s )?([a-z:]+)/g)]
    .filter(([, script]) => scripts[script] === undefined)
    .map(([command]) => command);

describe('The documents', () => {
  it.each(documents)('point to what is there: %s', (document) => {
    const text = readFileSync(join(root, document), 'utf8');
    expect([...links(document, text), ...paths(text), ...commands(text)]).toEqual([]);
  });
});

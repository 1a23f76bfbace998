import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as contracts from '../../libs/contracts/src/index.ts';

const root = join(import.meta.dirname, '../..');

const named = (test) => Object.entries(contracts).flatMap(([name, value]) => (test(value ?? {}) ? [name] : []));

/** Everything of a service that its README names: calls, public events, views and settings. */
const partsOf = ({ name, views, settings }) => [
  ...named(({ subject }) => subject?.startsWith(`lethe.rpc.${name}.`)),
  ...named(
    ({ meaning, context }) => meaning && contracts.publishedSubjects(name).includes(`lethe.evt.${context}.v1.>`),
  ),
  ...views.map((view) => view.name),
  ...Object.keys(settings.shape),
];

const definitionIn = async (folder) => {
  const exported = await import(join(root, folder, 'src/index.ts'));
  return Object.values(exported).find((value) => value?.migrations !== undefined);
};

describe('The README of a service', () => {
  it.each(globSync('services/*/src/index.ts', { cwd: root }).map((file) => dirname(dirname(file))))(
    'names its calls, public events, views and settings: %s',
    async (folder) => {
      const text = readFileSync(join(root, folder, 'README.md'), 'utf8');
      const parts = partsOf(await definitionIn(folder));
      expect(parts.filter((part) => !text.includes(`\`${part}\``))).toEqual([]);
    },
  );
});

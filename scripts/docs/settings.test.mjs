import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rowsOf } from './table.mjs';

const root = join(import.meta.dirname, '../..');
const general = 'libs/service/src/settings.ts';

const schemaIn = async (file) => {
  const exported = Object.entries(await import(join(root, file)));
  return exported.find(([name]) => name.endsWith('Settings'))[1];
};

const defaultOf = (schema) => {
  const { success, data } = schema.safeParse(undefined);
  if (!success) return 'must be set';
  return data === undefined || data.length === 0 ? 'none' : `\`${data}\``;
};

/** `LETHE_X of identity: must be set`, for each setting of each schema. */
const declared = async () => {
  const files = [general, ...globSync('services/*/src/*.config.ts', { cwd: root })];
  const all = await Promise.all(
    files.map(async (file) => {
      const of = file === general ? 'all' : file.split('/')[1];
      return Object.entries((await schemaIn(file)).shape).map(
        ([name, schema]) => `${name} of ${of}: ${defaultOf(schema)}`,
      );
    }),
  );
  return all.flat().toSorted();
};

const documented = () => {
  const rows = rowsOf(readFileSync(join(root, 'docs/operating.md'), 'utf8'), 'setting');
  return rows
    .flatMap(({ setting, of, default: value }) =>
      of.split(', ').map((service) => `${setting.replaceAll('`', '')} of ${service}: ${value}`),
    )
    .toSorted();
};

describe('The settings in docs/operating.md', () => {
  it('are those of the services, with their defaults', async () => {
    expect(documented()).toEqual(await declared());
  });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Two libraries, of which one has a door that says more than the other asks for. */
const files = {
  'package.json': JSON.stringify({ name: 'two', type: 'module', private: true, workspaces: ['libs/*'] }),
  'libs/one/package.json': JSON.stringify({ name: '@two/one', type: 'module', exports: './src/index.ts' }),
  'libs/one/src/index.ts': "export { asked, unasked, type Unasked } from './words.ts';\nexport * from './more.ts';\n",
  'libs/one/src/words.ts':
    'export type Unasked = string;\nexport const asked = 1;\nexport const unasked: Unasked = "";\n',
  'libs/one/src/more.ts': 'export const starred = 1;\n',
  'libs/other/package.json': JSON.stringify({
    name: '@two/other',
    type: 'module',
    dependencies: { '@two/one': '*' },
  }),
  'libs/other/src/main.ts': "import { asked } from '@two/one';\nconsole.log(asked);\n",
};

describe('Dead code (D2)', () => {
  let folder;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-dead-code-'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    cpSync(join(root, 'knip.json'), join(folder, 'knip.json'));
    mkdirSync(join(folder, 'node_modules/@two'), { recursive: true });
    symlinkSync(join(folder, 'libs/one'), join(folder, 'node_modules/@two/one'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is also what a library offers at its door and nobody asks for', () => {
    const knip = join(root, 'node_modules/knip/bin/knip.js');
    const { stdout, status } = spawnSync(process.execPath, [knip, '--no-config-hints', '--directory', folder], {
      encoding: 'utf8',
    });
    const reported = new Set([...stdout.matchAll(/^(\w+) .*libs\//gm)].map(([, name]) => name));
    expect(reported).toEqual(new Set(['Unasked', 'starred', 'unasked']));
    expect(status).toBe(1);
  });
});

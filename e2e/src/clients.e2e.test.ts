import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { programsOf } from './clients/python.ts';
import { stranger } from './story/cancel-account.story.ts';
import { System } from './system/system.ts';

const root = join(import.meta.dirname, '../..');
const execute = promisify(execFile);
const python = programsOf('openapi-python-client', '0.29.1');

let system: System;
const folder = mkdtempSync(join(tmpdir(), 'lethe-clients-'));
beforeAll(async () => {
  system = await System.start();
}, 120_000);
afterAll(async () => {
  await system.stop();
  system.remove();
  rmSync(folder, { recursive: true });
}, 60_000);

const told = ['weak: /password password-too-short', 'wrong: 403 credentials-wrong', 'in: me, true', ''].join('\n');
const somebody = (mark: string): readonly string[] => {
  const { email, password } = stranger(mark);
  return [system.world.url, email, password];
};

describe('A TypeScript client that is generated from the document (API-3)', () => {
  it('compiles, knows the codes of each operation, and works', async () => {
    const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
    const options = [
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--lib',
      'es2024,dom,dom.iterable',
      '--types',
      'node',
    ];
    const program = join(import.meta.dirname, 'clients/program.ts');
    const output = ['--strict', '--rewriteRelativeImportExtensions', '--rootDir', root, '--outDir', folder];
    await execute(process.execPath, [compiler, '--ignoreConfig', ...options, ...output, program], { cwd: root });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const compiled = join(folder, 'e2e/src/clients/program.js');
    expect((await execute(process.execPath, [compiled, ...somebody('ada')])).stdout).toBe(told);
  }, 60_000);
});

const described = python === undefined ? describe.skip : describe;

described('A Python client [SKIPPED where there is no Python with venv and pip]', () => {
  it('is made without a warning, and works', async () => {
    const client = join(folder, 'lethe_client');
    const words = ['generate', '--path', join(root, 'docs/openapi.json'), '--output-path', client, '--meta', 'none'];
    const config = join(folder, 'config.yml');
    writeFileSync(config, 'post_hooks: []\n');
    await execute(join(python ?? '', 'openapi-python-client'), [...words, '--config', config, '--fail-on-warning']);
    const program = join(import.meta.dirname, 'clients/program.py');
    const { stdout } = await execute(join(python ?? '', 'python'), [program, ...somebody('grace')], {
      env: { PATH: process.env['PATH'], PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect(stdout).toBe(told);
  }, 120_000);
});

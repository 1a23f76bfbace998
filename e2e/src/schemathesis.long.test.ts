import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { programsOf } from './clients/python.ts';
import { stranger } from './story/cancel-account.story.ts';
import { register, signIn } from './story/person.ts';
import { System } from './system/system.ts';

const programs = programsOf('schemathesis', '4.32.5');
const described = programs === undefined ? describe.skip : describe;

/** What an answer must be, whatever is asked. That all good requests are taken is not among it: ids must exist. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'allow_header_conformance',
].join(',');

described('Schemathesis [SKIPPED where there is no Python with venv and pip]', () => {
  let system: System;
  const folder = mkdtempSync(join(tmpdir(), 'lethe-schemathesis-'));
  beforeAll(async () => {
    system = await System.start();
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    system.remove();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('finds no 5xx and no answer that is not documented (API-3)', async () => {
    const { url } = system.world;
    const { browser } = await signIn(await register(system.world, stranger('ada')));
    const session = `__Host-lethe-session=${browser.cookie('__Host-lethe-session') ?? ''}`;
    const bounds = ['--max-examples', '5', '--max-time', '60', '--seed', '20261124', '--no-shrink'];
    const words = ['run', `${url}/openapi.json`, '--url', url, '--checks', checks, '--header', `Cookie: ${session}`];
    // The session has to live until the end.
    const without = ['--exclude-operation-id', 'signOut', '--phases', 'examples,coverage,fuzzing'];
    const run = promisify(execFile)(
      join(programs ?? '', 'schemathesis'),
      [...words, ...bounds, ...without, '--continue-on-failure', '--warnings', 'off'],
      { cwd: folder, env: { PATH: process.env['PATH'], NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 },
    );
    const found = await run.then(
      () => '',
      (error: Readonly<{ stdout: string }>) => error.stdout.slice(-20_000),
    );
    expect(found).toBe('');
  }, 240_000);
});

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Runs Node; resolves to its exit code and all that it said. */
const run = (...args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.once('close', (code) => resolve({ code, said }));
  });

const npmTest = (...args) => run('scripts/test.mjs', ...args);

describe('npm test -- FILE (D10)', () => {
  it('runs that file and says nothing else', async () => {
    const { code, said } = await npmTest('libs/deciding/src/decider.test.ts', '-t', 'applies');
    expect(code).toBe(0);
    expect(said.match(/^PASS \S+ \S+/gm)).toEqual(['PASS unit libs/deciding/src/decider.test.ts']);
    expect(said.match(/^Test Suites: .*/gm)).toEqual(['Test Suites: 1 passed, 1 total']);
    expect(said.match(/^Tests: .*/gm)).toEqual([expect.stringContaining('skipped')]);
    expect(said).not.toMatch(/No tests found|Force exiting|share|^\d+ passed/m);
  });

  it('says so where no file matches', async () => {
    expect(await npmTest('no/such.test.ts')).toEqual({ code: 1, said: 'No test file matches no/such.test.ts.\n' });
  });
});

describe('A test that leaves something open (D10)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-leaks-'));
  const config = {
    rootDir: folder,
    testEnvironment: join(root, 'scripts/test/environment.mjs'),
    globalTeardown: join(root, 'scripts/test/must-end.mjs'),
    transform: {},
  };

  beforeAll(() => {
    const file = (ending) => `const server = require('node:net').createServer();
      let timer;
      test('listens', () => new Promise((done) => server.listen(0, done)));
      test('waits', () => void (timer = setTimeout(() => {}, 600_000)));
      afterAll(() => { ${ending} });`;
    writeFileSync(join(folder, 'leaking.test.js'), file(''));
    writeFileSync(join(folder, 'clean.test.js'), file('server.close(); clearTimeout(timer);'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('fails by the name of its file, and Jest ends all the same', async () => {
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--runInBand'];
    const { code, said } = await run(...jest, '--config', JSON.stringify(config));
    expect(code).toBe(1);
    expect(said).toMatch(/^FAIL .*leaking\.test\.js/m);
    expect(said).toContain('The tests of this file left open: 1 TCPServerWrap, 1 timer.');
    expect(said).toMatch(/^PASS .*clean\.test\.js/m);
    expect(said).toMatch(/^Jest did not end: .*TCPServerWrap/m);
  }, 60_000);
});

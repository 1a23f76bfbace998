import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** A fake: npm itself would need the registry. It notes what it was asked, and installs the Node that runs this test. */
const fakeNpm = `
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
appendFileSync('asked', process.argv.slice(2, -3).join(' ') + '\\n');
mkdirSync('node_modules/node/bin', { recursive: true });
rmSync('node_modules/node/bin/node', { force: true });
symlinkSync(process.execPath, 'node_modules/node/bin/node');
writeFileSync('node_modules/.package-lock.json', '{}');
`;

describe('installing before a script runs (RUN-1)', () => {
  let root;

  const run = (...words) =>
    execFileSync(process.execPath, ['scripts/with-pinned-node.mjs', ...words], {
      cwd: root,
      env: { PATH: process.env.PATH, npm_execpath: join(root, 'npm.mjs') },
      encoding: 'utf8',
    });
  const asked = () => readFileSync(join(root, 'asked'), 'utf8').trim().split('\n');
  const changeLockFile = (content) => {
    writeFileSync(join(root, 'package-lock.json'), content);
    const later = Date.now() / 1000 + 60; // a pull that came after the installation
    utimesSync(join(root, 'package-lock.json'), later, later);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lethe-install-'));
    mkdirSync(join(root, 'scripts'));
    for (const file of ['with-pinned-node.mjs', 'npm-above.mjs', 'supervised.mjs'])
      copyFileSync(join(import.meta.dirname, file), join(root, 'scripts', file));
    writeFileSync(join(root, 'npm.mjs'), fakeNpm);
    writeFileSync(join(root, 'package-lock.json'), 'one');
    writeFileSync(join(root, 'script.mjs'), "console.log('it ran', ...process.argv.slice(2));");
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('takes only what runs Lethe, once, and adds the rest without emptying the folder', () => {
    expect(run('--to-run', 'script.mjs', 'a')).toContain('it ran a');
    run('--to-run', 'script.mjs');
    expect(asked()).toEqual(['ci --omit=dev']);
    expect(run('script.mjs', 'b')).toContain('it ran b');
    run('script.mjs');
    run('--to-run', 'script.mjs');
    expect(asked()).toEqual(['ci --omit=dev', 'install --no-save']);
  });

  it('follows a changed lock file with as much as was there', () => {
    run('--to-run', 'script.mjs');
    changeLockFile('two');
    run('--to-run', 'script.mjs');
    run('script.mjs');
    changeLockFile('three');
    run('--to-run', 'script.mjs');
    expect(asked()).toEqual(['ci --omit=dev', 'ci --omit=dev', 'install --no-save', 'ci']);
  });

  it('takes an installation by hand as it is', () => {
    mkdirSync(join(root, 'node_modules'));
    execFileSync(process.execPath, ['npm.mjs', 'ci', 'by', 'a', 'person'], { cwd: root });
    run('script.mjs');
    expect(asked()).toEqual(['ci']);
  });
});

import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { System } from './system/system.ts';

const here = 'lethe=http://localhost:4400';
const hasTools = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);

/** The lines of the README's story, as one would paste them. */
const story = (): string => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const block = readme.split('```sh\n').find((part) => part.startsWith(here));
  if (block === undefined) throw new Error('The README tells no story.');
  return block.slice(0, block.indexOf('```'));
};

(hasTools ? describe : describe.skip)('The story in the README [SKIPPED where there is no bash or curl]', () => {
  let system: System;
  const folder = mkdtempSync(join(tmpdir(), 'lethe-readme-'));
  beforeAll(async () => {
    system = await System.start();
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    system.remove();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('works as pasted: an account from registration to "cleared everywhere but open tickets"', async () => {
    const url = `http://localhost:${new URL(system.world.url).port}`;
    const { stdout } = await promisify(execFile)('bash', ['-c', story().replace(here, `lethe=${url}`)], {
      cwd: folder,
    });
    const last = JSON.parse(stdout.slice(stdout.lastIndexOf('{"state"'))) as Readonly<Record<string, unknown>>;
    expect(last).toMatchObject({ state: 'cleared-but-tickets' });
    expect(await system.command('verify')).toContain('Nothing is wrong');
  }, 120_000);
});

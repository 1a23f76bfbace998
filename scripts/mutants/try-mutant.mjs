import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supervise } from '../supervised.mjs';

const root = join(import.meta.dirname, '../..');
/** A mutant may go round in circles. */
const patienceMs = 120_000;

const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const options = ['--config', 'scripts/mutants/jest.config.mjs', '--runInBand', '--bail', '--forceExit'];

/**
 * Runs these tests with `text` in the place of a file.
 * @param servers LETHE_TEST_PG and its like, where tests need them
 * @returns whether all passed: the mutant survived
 */
export const passesWith = async ({ file, text, tests, servers = {} }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-mutant-'));
  const mutant = join(folder, 'mutant.ts');
  writeFileSync(mutant, text);
  const child = spawn(process.execPath, [...node, ...options, '--runTestsByPath', ...tests], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, ...servers, LETHE_MUTANT_OF: join(root, file), LETHE_MUTANT: mutant },
  });
  const end = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const how = await supervise(child).ended;
  clearTimeout(end);
  rmSync(folder, { recursive: true, force: true });
  return how === 'exit code 0';
};

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supervise } from '../supervised.mjs';

const root = join(import.meta.dirname, '../..');
/** Until the test has run as it is, on a machine that has much else to do. */
const patienceMs = 600_000;
/** A mutant may go round in circles. */
const patienceWith = ({ milliseconds }) => Math.max(20_000, 5 * milliseconds);

const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const options = ['--config', 'scripts/mutants/jest.config.mjs', '--runInBand', '--forceExit', '--silent'];
const optionsFor = ({ file, suite }) => ['--selectProjects', suite, '--runTestsByPath', file];

/**
 * One process of Jest: runs a test as it is, and then with each mutant, until one takes too long.
 * @param servers LETHE_TEST_PG and its like, where the test needs them
 * @param told called with { key, why } for each mutant of which it is known
 * @param isOver whether to stop
 * @returns `fault` of the test as it is; `trying`, the mutant during which the process ended; how it ended, and what it said
 */
export const tryInOneProcess = async ({ test, mutants, servers, told, isOver }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-mutants-'));
  const list = join(folder, 'mutants.json');
  writeFileSync(list, JSON.stringify(mutants));
  const child = spawn(process.execPath, [...node, ...options, ...optionsFor(test)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...servers, LETHE_MUTANTS: list, LETHE_MUTANTS_NEST: String(test.needsNest) },
  });
  const words = [];
  child.stderr.on('data', (chunk) => words.push(chunk));
  const kill = () => child.kill('SIGKILL');
  let end = setTimeout(kill, patienceMs);
  let [asItIs, trying] = [{ fault: 'it was not run' }, null];
  child.on('message', (message) => {
    if ('asItIs' in message) ({ asItIs } = message);
    else if ('trying' in message) ({ trying } = message);
    else told(message);
    clearTimeout(end);
    if (isOver()) kill();
    else end = setTimeout(kill, patienceWith(asItIs));
  });
  const how = await supervise(child).ended;
  clearTimeout(end);
  rmSync(folder, { recursive: true, force: true });
  return { fault: asItIs.fault, trying, how, words: Buffer.concat(words).toString() };
};

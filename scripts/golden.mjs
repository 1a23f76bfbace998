// `npm run golden`: adds a sample of each event version that has none yet to the golden files. What is in them stays.
import { spawn } from 'node:child_process';
import { supervise } from './supervised.mjs';

const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const child = spawn(process.execPath, [...jest, '--selectProjects', 'unit', '--testPathPatterns', 'golden-events'], {
  stdio: 'inherit',
  env: { ...process.env, LETHE_GOLDEN: 'append' },
});
process.exit((await supervise(child).ended) === 'exit code 0' ? 0 : 1);

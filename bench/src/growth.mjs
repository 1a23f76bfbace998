// `npm run bench -- growth`: how long a request takes at 10, 1,000 and 10,000 of whatever grows; ends with 1 above 3 times.
// LETHE_BESIDE names a checkout of another build with these tests put into it: it is measured in turn, test file by test file, at 10
// and 1,000, since what grew with the square would take all day; LETHE_GROWTH_LARGEST says up to how many, for both.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const services = ['session', 'mfa', 'workspace-ownership', 'ticketing', 'cancellation'];
const [only] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const builds = { 'this build': root, ...(process.env.LETHE_BESIDE ? { before: process.env.LETHE_BESIDE } : {}) };
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

const measured = (folder, service, largest) => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-growth-'));
  const report = join(directory, 'times.jsonl');
  const test = ['--selectProjects', 'int', '--forceExit', '--testPathPatterns', `services/${service}/src/growth.int`];
  const env = { ...process.env, LETHE_GROWTH_REPORT: report, LETHE_GROWTH_LARGEST: largest };
  const { status } = spawnSync(process.execPath, [...jest, ...test], { cwd: folder, env, stdio: 'inherit' });
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
  rmSync(directory, { recursive: true });
  return { failed: status !== 0, times: lines.filter((line) => line !== '').map((line) => JSON.parse(line)) };
};

const ms = (time) => (time === undefined ? '' : time.toFixed(1));
const row = (build, { of, name, few, some, many }) =>
  `| ${of} | ${name} | ${build} | ${[few, some, many].map(ms).join(' | ')} | ${(Math.max(some, many ?? 0) / few).toFixed(1)}× |`;

const rows = [];
let failed = false;
for (const service of services.filter((name) => only === undefined || name.includes(only)))
  for (const [build, folder] of Object.entries(builds)) {
    const { failed: grew, times } = measured(
      folder,
      service,
      process.env.LETHE_GROWTH_LARGEST ?? (build === 'before' ? '1000' : '10000'),
    );
    failed ||= grew && build === 'this build';
    rows.push(...times.map((time) => row(build, time)));
  }

console.log('| of | request | build | 10 (ms) | 1,000 | 10,000 | grows |\n| --- | --- | --- | --- | --- | --- | --- |');
console.log(rows.toSorted().join('\n'));
process.exitCode = failed ? 1 : 0;

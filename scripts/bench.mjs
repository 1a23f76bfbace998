// `npm run bench`: installs the peers (only here), builds, and measures. An argument measures the rows with that name, `growth` what
// grows, which needs no peers.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const run = (program, args, cwd = root) => {
  const { status } = spawnSync(program, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

const [asked, ...rest] = process.argv.slice(2);
if (asked === 'growth') {
  run(process.execPath, ['bench/src/growth.mjs', ...rest]);
  process.exit(0);
}

const npm = process.env.npm_execpath;
if (!existsSync(join(root, 'bench/node_modules')))
  run(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], join(root, 'bench'));
run(process.execPath, ['node_modules/@typescript/native/bin/tsc', '-b', 'tsconfig.build.json']);
run(process.execPath, ['bench/src/run.mjs', ...process.argv.slice(2)]);

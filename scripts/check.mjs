// `npm run check`: all checks, to the end, so that one run shows everything there is to mend.
import { spawnSync } from 'node:child_process';

const checks = ['lint', 'format', 'typecheck', 'boundaries', 'deadcode', 'openapi:lint', 'proofs:check'];

const npm = process.env.npm_execpath; // the npm that runs us
const run = (check) => spawnSync(process.execPath, [npm, 'run', '--silent', check], { stdio: 'inherit' }).status === 0;

const failed = checks.filter((check) => {
  console.log(`\n${check}`);
  return !run(check);
});
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

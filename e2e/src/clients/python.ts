import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Of this checkout: what lies in a folder that all users share may be somebody else's, and closed to us. */
const cache = join(import.meta.dirname, '../../../.lethe/cache');

/**
 * A folder of programs with a Python package in it, made once. Undefined where there is no Python 3 with venv, or no way
 * to the package: the reason is told.
 */
export const programsOf = (name: string, version: string): string | undefined => {
  const folder = join(cache, `python-${name}-${version}`);
  const programs = join(folder, 'bin');
  if (existsSync(join(programs, name))) return programs;
  const steps = [
    ['python3', '-m', 'venv', folder],
    [join(programs, 'python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`],
  ] as const;
  for (const [program, ...words] of steps) {
    const { status, error } = spawnSync(program, words, { timeout: 180_000, stdio: 'ignore' });
    if (status === 0) continue;
    process.stderr.write(`Skipped, no ${name}: ${program} ${words.slice(0, 3).join(' ')} ${String(error ?? status)}\n`);
    return undefined;
  }
  return programs;
};

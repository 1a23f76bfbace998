import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../running.mjs';
import { Trouble } from '../trouble.mjs';

const holderOf = (file) => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return Number.NaN; // released a moment ago
  }
};

/**
 * One start per data folder. The lock of a process that is gone is taken over.
 * @returns a function that releases it
 * @throws Trouble while another start holds it
 */
export const takeLock = (directory) => {
  const { pid } = process;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'lock');
  const holder = holderOf(file);
  if (holder !== pid && isRunning(holder, 'start.mjs')) {
    throw new Trouble(`Lethe already runs here (pid ${holder}).`, `Use it, or stop it first: kill ${holder}`);
  }
  rmSync(file, { force: true });
  writeFileSync(file, String(pid), { flag: 'wx' });
  return () => {
    if (holderOf(file) === pid) rmSync(file, { force: true });
  };
};

import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whole or not at all, and for its owner's eyes only. */
export const writePrivately = (path: string, text: string): void => {
  renameSync(writtenAside(path, text), path);
};

/** As `writePrivately`, unless it is there: of several processes that write at once, one has written it for all. */
export const writeOnce = (path: string, text: string): void => {
  const aside = writtenAside(path, text);
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

const writtenAside = (path: string, text: string): string => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomUUID()}`;
  writeFileSync(aside, text, { mode: 0o600 });
  return aside;
};

import { existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const keysFolder = (data: string): string => join(data, 'keys');

/**
 * What is one service's own, or the operator's or the provisioner's, lies in a folder that can be given to it alone.
 * Beside these folders lies only what is public.
 */
const ownFiles = {
  signing: 'signing.jwk',
  bus: 'bus.nkey',
  password: 'postgres.password',
  master: 'master.key',
} as const;
type OwnFile = keyof typeof ownFiles;

export const ownFile = (data: string, name: string, file: OwnFile): string =>
  join(keysFolder(data), name, ownFiles[file]);

/** Where builds before had them, everybody's in one folder. */
const formerFiles = (data: string, name: string): readonly (readonly [former: string, now: string])[] => [
  [join(keysFolder(data), `${name}.jwk`), ownFile(data, name, 'signing')],
  [join(keysFolder(data), `${name}.nkey`), ownFile(data, name, 'bus')],
  [join(data, 'secrets', name), ownFile(data, name, 'password')],
];

/** Takes its own files there, where a build before made them. Killed at any line, or done by several at once, none is lost. */
export const gatherOwnFiles = (data: string, name: string): void => {
  for (const [former, now] of formerFiles(data, name)) if (existsSync(former)) move(former, now);
};

const move = (former: string, now: string): void => {
  mkdirSync(dirname(now), { recursive: true, mode: 0o700 });
  try {
    linkSync(former, now);
  } catch (error) {
    // It is there already, or somebody else has just moved it.
    if (!['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  rmSync(former, { force: true });
};

import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmdirSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mount = (...args: readonly string[]): boolean => spawnSync('mount', [...args]).status === 0;

export type SmallDisk = Readonly<{
  directory: string;
  enlarge: () => void;
  /** From now on it has room for nothing more than what it holds. */
  fill: () => void;
  remove: () => void;
}>;

/** A disk of that size in memory that `owner` may write to; undefined where nothing may be mounted. */
export const smallDisk = (ownerPid: number | undefined, megabytes = 16): SmallDisk | undefined => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-disk-'));
  if (ownerPid === undefined || !mount('-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', directory)) {
    rmdirSync(directory);
    return undefined;
  }
  const { uid, gid } = statSync(`/proc/${ownerPid}`);
  chownSync(directory, uid, gid);
  return {
    directory,
    enlarge: () => void mount('-o', `remount,size=${8 * megabytes}m`, directory),
    fill: () => fill(directory),
    remove: () => {
      spawnSync('umount', ['-l', directory]);
      rmdirSync(directory);
    },
  };
};

/** It cannot be made smaller than what it holds, and somebody may be writing. */
const fill = (directory: string): void => {
  for (let attempt = 1; ; attempt += 1) {
    const { blocks, bfree, bsize } = statfsSync(directory);
    if (mount('-o', `remount,size=${(blocks - bfree) * bsize}`, directory)) return;
    if (attempt === 100) throw new Error('The disk could not be filled.');
  }
};

/** Whether this process may mount anything, seen before the tests are declared. */
export const mayMount = ((): boolean => {
  const disk = smallDisk(process.pid);
  disk?.remove();
  return disk !== undefined;
})();

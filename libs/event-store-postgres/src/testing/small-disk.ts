import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mount = (...args: readonly string[]): boolean => spawnSync('mount', [...args]).status === 0;

export type SmallDisk = Readonly<{ directory: string; enlarge: () => void; remove: () => void }>;

/** A disk of 16 MiB in memory that PostgreSQL may write to; undefined where nothing may be mounted. */
export const smallDisk = (ownerPid: number | undefined): SmallDisk | undefined => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-disk-'));
  if (ownerPid === undefined || !mount('-t', 'tmpfs', '-o', 'size=16m,mode=0700', 'tmpfs', directory)) {
    rmdirSync(directory);
    return undefined;
  }
  const { uid, gid } = statSync(`/proc/${ownerPid}`);
  chownSync(directory, uid, gid);
  return {
    directory,
    enlarge: () => void mount('-o', 'remount,size=128m', directory),
    remove: () => {
      spawnSync('umount', ['-l', directory]);
      rmdirSync(directory);
    },
  };
};

/** Whether this process may mount anything, seen before the tests are declared. */
export const mayMount = ((): boolean => {
  const disk = smallDisk(process.pid);
  disk?.remove();
  return disk !== undefined;
})();

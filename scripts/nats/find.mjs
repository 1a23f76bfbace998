import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Trouble } from '../trouble.mjs';
import { unpackDebianPackage } from './debian.mjs';
import { downloadRelease } from './release.mjs';

const program = process.platform === 'win32' ? 'nats-server.exe' : 'nats-server';
const oldest = [2, 9, 10];

const isNewEnough = (version) => {
  const differing = oldest.findIndex((part, index) => part !== version[index]);
  return differing === -1 || version[differing] > oldest[differing];
};

/** Does it run here, and is it at least 2.9.10 (Debian 12)? */
const isUsable = (path) => {
  if (!existsSync(path)) return false;
  const version = /v(\d+)\.(\d+)\.(\d+)/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  return version !== null && isNewEnough(version.slice(1).map(Number));
};

const wished = () => {
  const path = process.env.LETHE_NATS_SERVER;
  if (path === undefined || isUsable(path)) return path;
  throw new Trouble(
    `LETHE_NATS_SERVER names ${path}, which is no nats-server of 2.9.10 or later.`,
    'Correct it, or unset it and one is fetched.',
  );
};

const onPath = () => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
  return folders.map((folder) => join(folder, program)).find(isUsable);
};

/** The path of a nats-server: the one wished for, on PATH, in the cache, of the official release, of the distribution. */
export const findNats = async (cache) => {
  const cached = join(cache, program);
  const here = wished() ?? onPath() ?? (isUsable(cached) ? cached : undefined);
  if (here !== undefined) return here;
  const failures = [];
  for (const fetchTo of [downloadRelease, unpackDebianPackage]) {
    try {
      await fetchTo(cached);
      if (isUsable(cached)) return cached;
      failures.push('what was fetched does not run here');
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new Trouble(
    `No nats-server (${failures.join('; ')}).`,
    'Install one (https://docs.nats.io, `brew install nats-server`, `apt-get install nats-server`), or name one: LETHE_NATS_SERVER=/path/to/nats-server',
  );
};

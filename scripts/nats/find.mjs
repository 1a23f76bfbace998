import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
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

/** What runs there, as numbers; undefined where nothing does. */
const versionOf = (path) => {
  if (!existsSync(path)) return undefined;
  const said = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  return /v(\d+)\.(\d+)\.(\d+)/.exec(said)?.slice(1).map(Number);
};

/** Does it run here, and is it at least 2.9.10 (Debian 12)? */
const isUsable = (path) => {
  const version = versionOf(path);
  return version !== undefined && isNewEnough(version);
};

const wished = () => {
  const path = process.env.LETHE_NATS_SERVER;
  if (path === undefined || isUsable(path)) return path;
  throw new Trouble(
    `LETHE_NATS_SERVER names ${path}, which is no nats-server of 2.9.10 or later.`,
    'Correct it, or unset it and one is fetched.',
  );
};

const folders = () => [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
];

const onPath = () =>
  folders()
    .map((folder) => join(folder, program))
    .find(isUsable);

/** Every nats-server that is here already, for tests: [{ path, version: '2.9.10' }], one of each version. */
export const natsServersHere = (cache) => {
  const cached = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith('nats-server')) : [];
  const paths = [
    process.env.LETHE_NATS_SERVER ?? '',
    ...folders().map((folder) => join(folder, program)),
    ...cached.map((name) => join(cache, name)),
  ];
  const usable = paths.filter(isUsable).map((path) => [versionOf(path).join('.'), path]);
  return [...new Map(usable.toReversed())].map(([version, path]) => ({ version, path }));
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

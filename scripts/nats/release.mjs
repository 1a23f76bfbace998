import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export const version = 'v2.14.5';
const releases = 'https://github.com/nats-io/nats-server/releases/download';

/** SHA-256 of the official archives of that version. */
const digests = {
  'linux-amd64.tar.gz': '5e3b603d47c447bda1f77f9ac16dbf91c90aac4ff3681f8fbbc7201e4ed99355',
  'linux-arm64.tar.gz': '673a98d3faa79dde3f9ebf16d6dfac36a5f694e7ad2015e4954dd7939c85cd4c',
  'darwin-amd64.tar.gz': 'f95c98d6b6ed2b63c5681b46b092c9585c99767d547cf495730c329234625e96',
  'darwin-arm64.tar.gz': 'ddd907854d9a2de834af133fa396915fe6442fe6d8909ae31390d1ea7a0fea50',
  'windows-amd64.zip': 'f66f840a211ab665083b88e9b7edbcf6296cda143be47e53e6f6bb8520692bbb',
};

export const archiveOfThisMachine = () => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const processor = process.arch === 'x64' ? 'amd64' : process.arch;
  return `${system}-${processor}.${system === 'windows' ? 'zip' : 'tar.gz'}`;
};

const download = async (address) => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(120_000) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
};

/** Unpacks beside the target and moves it there last, so that nobody ever runs half a program. */
const unpack = (archive, name, target) => {
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), 'unpacking-'));
  try {
    writeFileSync(join(work, name), archive);
    const { status, stderr } = spawnSync('tar', ['-xf', name], { cwd: work, encoding: 'utf8' });
    if (status !== 0) throw new Error(`tar could not unpack ${name}: ${stderr}`);
    renameSync(join(work, name.replace(/\.(tar\.gz|zip)$/, ''), basename(target)), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/**
 * The official release for this machine, pinned by its digest. Nothing is unpacked before the digest is right.
 * @throws Error that says what failed: no archive for this platform, the download, or the digest
 */
export const downloadRelease = async (target, { from = releases, pinned = digests } = {}) => {
  const archive = archiveOfThisMachine();
  const wanted = pinned[archive];
  if (wanted === undefined) throw new Error(`there is no release archive for ${archive}`);
  const name = `nats-server-${version}-${archive}`;
  const bytes = await download(`${from}/${version}/${name}`).catch((error) => {
    throw new Error(`the release could not be downloaded: ${error.cause?.message ?? error.message}`);
  });
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== wanted) throw new Error(`the digest of ${name} is ${digest}, not ${wanted}: it was not unpacked`);
  unpack(bytes, name, target);
};

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const apt = (work, ...args) =>
  spawnSync('apt-get', ['-qq', '-o', 'APT::Sandbox::User=', ...args], { cwd: work, encoding: 'utf8' }).status === 0;

/** With lists of our own: the machine's may be missing or stale, and only root may renew them. */
const downloadWithOwnLists = (work) => {
  mkdirSync(join(work, 'lists/partial'), { recursive: true });
  mkdirSync(join(work, 'cache/archives/partial'), { recursive: true });
  const own = ['-o', `Dir::State::Lists=${work}/lists`, '-o', `Dir::Cache=${work}/cache`, '-o', 'Debug::NoLocking=1'];
  return apt(work, ...own, 'update') && apt(work, ...own, 'download', 'nats-server');
};

/**
 * The package of Debian or Ubuntu, unpacked into the target, not installed: no root, nothing changed on the system.
 * @throws Error where there is no apt, or no such package
 */
export const unpackDebianPackage = async (target) => {
  if (spawnSync('apt-get', ['--version']).status !== 0) throw new Error('this is neither Debian nor Ubuntu');
  const work = mkdtempSync(join(tmpdir(), 'lethe-apt-'));
  try {
    if (!apt(work, 'download', 'nats-server') && !downloadWithOwnLists(work)) {
      throw new Error('apt-get could not download the package nats-server');
    }
    const archive = readdirSync(work).find((name) => name.endsWith('.deb')) ?? '';
    const unpacked = spawnSync('dpkg-deb', ['-x', join(work, archive), join(work, 'package')]);
    if (unpacked.status !== 0) throw new Error('dpkg-deb could not unpack the package nats-server');
    mkdirSync(dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}`;
    copyFileSync(join(work, 'package/usr/sbin/nats-server'), draft);
    renameSync(draft, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const parentOf = (pid) => {
  if (process.platform === 'linux') return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]);
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
};

const isThere = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/**
 * Calls back once npm, which started us through a shell, is gone. Killing npm ends npm alone: the shell lives on, and
 * we would too. Without npm above us, whoever started us may leave.
 */
export const whenNpmIsGone = (callback) => {
  if (process.env.npm_execpath === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && isThere(npm)) return;
    clearInterval(watch);
    callback();
  }, 250);
  watch.unref();
};

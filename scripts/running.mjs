import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const answersSignals = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Is this process running, and still that program? After a reboot, and in containers, process numbers come again. */
export const isRunning = (pid, program) => {
  if (!Number.isInteger(pid) || !answersSignals(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program);
  } catch {
    return false;
  }
};

/** True once the process is gone, false when it is still there after `withinMs`. */
export const isGone = async (pid, program, withinMs) => {
  const until = performance.now() + withinMs;
  while (isRunning(pid, program)) {
    if (performance.now() > until) return false;
    await pause(50);
  }
  return true;
};

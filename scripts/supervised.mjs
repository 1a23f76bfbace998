import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A shell that waits for the end of its input and then signals the child. Whatever ends us, SIGKILL included, ends that
 * input. (`setpriv --pdeathsig` would do on Linux; this also works on a Mac.)
 */
const watchOver = (child, signal) => {
  if (process.platform === 'win32') return;
  const watch = spawn('sh', ['-c', 'read _; kill -s "$0" "$1"', signal.replace('SIG', ''), String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.unref();
  watch.stdin.unref();
  watch.stdin.on('error', () => {}); // it is being killed
  child.once('exit', () => watch.kill('SIGKILL'));
};

/**
 * A child in a process group of its own, so that Ctrl-C reaches us alone and we stop the children in order.
 * `ended` resolves to how it ended; `stop` asks with `signal`, and insists with `insistSignal` after `patienceMs`.
 */
export const supervise = (child, { signal = 'SIGTERM', insistSignal = 'SIGKILL', patienceMs = 15_000 } = {}) => {
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, by) => resolve(by ?? `exit code ${code}`));
  });
  if (child.pid !== undefined) watchOver(child, signal);
  const stop = async () => {
    child.kill(signal);
    const stopped = await Promise.race([ended, pause(patienceMs, undefined, { ref: false })]);
    if (stopped === undefined) child.kill(insistSignal);
    return ended;
  };
  return { child, ended, stop };
};

/** Asks `probe` again and again; resolves to its first answer, or to undefined when the child ended before. */
export const answerOf = async ({ ended }, probe) => {
  const end = ended.then(() => true);
  for (;;) {
    const answer = probe();
    if (answer !== undefined) return answer;
    if (await Promise.race([end, pause(15, false)])) return undefined;
  }
};

import { fork } from 'node:child_process';
import { once } from 'node:events';

const atMostMs = 15_000;

/** Runs a script of this folder, from its sources, until a failpoint kills it. Says by which signal it ended. */
export const untilKilled = async (script: string, environment: Readonly<Record<string, string>>): Promise<string> => {
  const child = fork(new URL(script, import.meta.url), {
    env: { ...process.env, ...environment, LETHE_MODE: 'test', NODE_OPTIONS: '' },
    execArgv: ['--conditions=lethe:source', '--experimental-transform-types', '--disable-warning=ExperimentalWarning'],
  });
  const timer = setTimeout(() => child.kill('SIGTERM'), atMostMs);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(timer);
  return signal ?? String(code);
};

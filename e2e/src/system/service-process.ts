import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { supervise } from '../../../scripts/supervised.mjs';

const root = join(import.meta.dirname, '../../..');

/** A service as Kubernetes would run it; what else runs beside them, by the command line. */
const programOf = (name: string): readonly [program: string, words: readonly string[]] =>
  name === 'provisioner'
    ? [join(root, 'cli/dist/lethe.js'), ['run', name]]
    : [join(root, 'services', name, 'dist/main.js'), []];

type Ready = Readonly<{ ready: true; url?: string }>;

export type ServiceProcess = Readonly<{
  /** Resolves once it serves; only the gateway has a url. Rejects where it ends before. */
  ready: Promise<Ready>;
  /** Resolves to how it ended. */
  ended: Promise<string>;
  stop: () => Promise<unknown>;
  kill: (signal: NodeJS.Signals) => void;
}>;

const readiness = (child: ChildProcess): Promise<Ready> =>
  new Promise((resolve) => {
    child.on('message', (message: Readonly<Record<string, unknown>>) => {
      if (message['ready'] === true) resolve(message as unknown as Ready);
    });
  });

/** One service as a process of its own. */
export const startServiceProcess = (
  name: string,
  environment: Readonly<Record<string, string>>,
  log: string,
): ServiceProcess => {
  const output = openSync(log, 'a', 0o600);
  const [program, words] = programOf(name);
  const child = fork(program, words, {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    execArgv: ['--enable-source-maps'],
    env: { PATH: process.env['PATH'], ...environment },
  });
  closeSync(output);
  const { ended, stop } = supervise(child);
  const endedBefore = ended.then((how: string): never => {
    throw new Error(`${name} did not start (${how}); its log is ${log}.`);
  });
  const ready = Promise.race([readiness(child), endedBefore]);
  ready.catch(() => undefined); // whoever waits for it hears of it
  return { ready, ended, stop, kill: (signal) => child.kill(signal) };
};

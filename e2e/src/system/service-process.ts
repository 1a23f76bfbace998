import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { supervise } from '../../../scripts/supervised.mjs';

const services = join(import.meta.dirname, '../../../services');

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

/** One service as a process of its own, as Kubernetes would run it. */
export const startServiceProcess = (
  name: string,
  environment: Readonly<Record<string, string>>,
  log: string,
): ServiceProcess => {
  const output = openSync(log, 'a', 0o600);
  const child = fork(join(services, name, 'dist/main.js'), {
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

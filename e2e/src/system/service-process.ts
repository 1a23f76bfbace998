import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { supervise } from '../../../scripts/supervised.mjs';

const services = join(import.meta.dirname, '../../../services');

export type ServiceProcess = Readonly<{
  name: string;
  /** Only the gateway has one. */
  url: string | undefined;
  /** Resolves to how it ended. */
  ended: Promise<string>;
  stop: () => Promise<unknown>;
  kill: (signal: NodeJS.Signals) => void;
}>;

type Ready = Readonly<{ ready: true; url?: string }>;

const readiness = (child: ChildProcess): Promise<Ready> =>
  new Promise((resolve) => {
    child.on('message', (message: Readonly<Record<string, unknown>>) => {
      if (message['ready'] === true) resolve(message as unknown as Ready);
    });
  });

/** One service as a process of its own, as Kubernetes would run it. Resolves when it is ready. */
export const startServiceProcess = async (
  name: string,
  environment: Readonly<Record<string, string>>,
  log: string,
): Promise<ServiceProcess> => {
  const output = openSync(log, 'a', 0o600);
  const child = fork(join(services, name, 'dist/main.js'), {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    execArgv: ['--enable-source-maps'],
    env: { PATH: process.env['PATH'], ...environment },
  });
  closeSync(output);
  const { ended, stop } = supervise(child);
  const ready = await Promise.race([readiness(child), ended]);
  if (typeof ready === 'string') throw new Error(`${name} did not start (${ready}); its log is ${log}.`);
  return { name, url: ready.url, ended, stop, kill: (signal) => child.kill(signal) };
};

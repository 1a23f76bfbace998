import { fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { isFree } from '../ports.mjs';
import { supervise } from '../supervised.mjs';
import { Trouble } from '../trouble.mjs';

const lastLines = (file) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n  ');

/** @throws Trouble when somebody else listens there: the services would find out much later and say less */
export const assertPortFree = async (port) => {
  if (Number.isInteger(port) && port > 0 && port < 65_536 && (await isFree(port))) return;
  throw new Trouble(
    `Port ${port} cannot be used: another program listens there, or it is no port.`,
    `Stop that program, or take another port: LETHE_HTTP_PORT=${port + 1 || 4401} npm start`,
  );
};

/**
 * All services in one process, which is told everything by its environment.
 * @returns the child and what it said when it was ready: { url, services }
 */
export const startServices = async ({ program, environment, log }) => {
  const output = openSync(log, 'w', 0o600);
  const child = fork(program, ['run', 'all'], {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    execArgv: ['--enable-source-maps'],
    env: { ...process.env, ...environment },
  });
  closeSync(output);
  const services = supervise(child, { patienceMs: 30_000 });
  const said = new Promise((resolve) => {
    child.on('message', (message) => {
      if (message.ready) resolve(message);
    });
  });
  const ready = await Promise.race([said, services.ended]);
  if (ready.ready) return { ...services, ready };
  throw new Trouble(`The services did not start (${ready}). The end of ${log}:`, lastLines(log));
};

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const script = join(import.meta.dirname, '../start.mjs');
const standIn = join(import.meta.dirname, 'stand-in-services.mjs');

/** Starts Lethe, with the stand-in for its services, in a data folder of the test's own. */
export const startIn = (data, port, environment = {}) => {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, LETHE_TEST_CLI: standIn, LETHE_DATA: data, LETHE_HTTP_PORT: String(port), ...environment },
  });
  let said = '';
  const ended = new Promise((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const ready = new Promise((resolve, reject) => {
    const hear = (text) => {
      said += text;
      if (said.includes('Ready after')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  ready.catch(() => {}); // whoever waits for the end instead
  return { child, ready, ended, said: () => said };
};

/** What the stand-in says it was told. */
export const toldTo = async (port) => (await fetch(`http://127.0.0.1:${port}`)).json();

/** The process of each server, by the files they leave in their folders. */
export const serversIn = (data) => ({
  postgres: Number(readFileSync(join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]),
  nats: Number(/_(\d+)\.ports$/.exec(readdirSync(join(data, 'nats/ports'))[0])[1]),
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

type Ports = Readonly<{ freePort: () => Promise<number> }>;

const { freePort } = (await import(new URL('../../../../scripts/ports.mjs', import.meta.url).href)) as Ports;

type Place = Readonly<{ name: string; port: number; routesPort: number; folder: string }>;

const placesIn = (directory: string): Promise<readonly Place[]> =>
  Promise.all(
    ['node-1', 'node-2', 'node-3'].map(async (name) => {
      const folder = join(directory, name);
      mkdirSync(folder, { recursive: true });
      return { name, folder, port: await freePort(), routesPort: await freePort() };
    }),
  );

const addressOf = (port: number): string => `nats://127.0.0.1:${port}`;

type Cluster = Readonly<{ binary: string; routes: string; accounts: string | undefined }>;

const started = ({ binary, routes, accounts }: Cluster, { name, port, routesPort, folder }: Place): ChildProcess => {
  const output = openSync(join(folder, 'log'), 'a', 0o600);
  const listen = ['-a', '127.0.0.1', '-p', String(port), '--name', name];
  const cluster = ['--cluster_name', 'lethe', '--cluster', addressOf(routesPort), '--routes', routes];
  const configuration = join(folder, 'nats-server.conf');
  writeFileSync(configuration, accounts === undefined ? '' : `include "${relative(folder, accounts)}"`);
  const child = spawn(binary, ['-c', configuration, ...listen, ...cluster, '-js', '-sd', join(folder, 'streams')], {
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return child;
};

const ended = async (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> => {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
};

/** Three nats-servers that keep each other's streams, and let in whoever comes, or those of the file `accounts`. */
export const natsCluster = async (binary: string, directory: string, accounts?: string) => {
  const places = await placesIn(directory);
  const routes = places.map(({ routesPort }) => addressOf(routesPort)).join(',');
  const all = { binary, routes, accounts };
  const children = places.map((place) => started(all, place));
  const kill = (at: number): Promise<void> => ended(children[at], 'SIGKILL');
  const start = (at: number): void => {
    const place = places[at];
    if (place !== undefined) children[at] = started(all, place);
  };
  return {
    url: places.map(({ port }) => addressOf(port)).join(','),
    kill,
    start,
    restart: async (at: number, afterMs: number): Promise<void> => {
      await kill(at);
      await pause(afterMs);
      start(at);
    },
    /** With all that it had stored, as when its disk is lost. What starts there afterwards is empty. */
    lose: async (at: number): Promise<void> => {
      await kill(at);
      rmSync(join(places[at]?.folder ?? '', 'streams'), { recursive: true });
    },
    stop: async (): Promise<void> => {
      await Promise.all(children.map((child) => ended(child, 'SIGTERM')));
    },
  };
};

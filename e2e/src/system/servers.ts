import { join } from 'node:path';
import { eventually } from '@lethe/testing';
import { findNats, startNats } from '../../../scripts/nats.mjs';
import { startPostgres } from '../../../scripts/postgres.mjs';

const root = join(import.meta.dirname, '../../..');

type Started = Readonly<{
  url: string;
  child: Readonly<{ pid?: number | undefined; kill: (signal: NodeJS.Signals) => boolean }>;
  ended: Promise<unknown>;
  stop: () => Promise<unknown>;
}>;

/** A server that can be killed, and started again at the same address on what it left. */
export type Server = Readonly<{
  url: string;
  pid: number | undefined;
  kill: () => Promise<void>;
  startAgain: () => Promise<void>;
  freeze: () => void;
  thaw: () => void;
  stop: () => Promise<unknown>;
}>;

const toDisturb = async (start: (before?: string) => Promise<Started>): Promise<Server> => {
  let server = await start();
  const { url, child } = server;
  return {
    url,
    pid: child.pid,
    kill: async () => {
      server.child.kill('SIGKILL');
      await server.ended;
    },
    /** What is left of the killed one may hold its memory or its port for a moment. */
    startAgain: async () => {
      server = await eventually(() => start(url));
    },
    freeze: () => void server.child.kill('SIGSTOP'),
    thaw: () => void server.child.kill('SIGCONT'),
    stop: () => {
      server.child.kill('SIGCONT');
      return server.stop();
    },
  };
};

/** It remembers its port. `discard` removes what lies outside of the folder. */
export const onePostgres = async (directory: string): Promise<Server & Readonly<{ discard: () => void }>> => {
  const started: (() => void)[] = [];
  const server = await toDisturb(async () => {
    const postgres = await startPostgres({ directory, durable: false });
    started.push(postgres.discard);
    return postgres;
  });
  return { ...server, discard: () => started.at(-1)?.() };
};

/** @param accounts the file of those whom it lets in. */
export const oneNats = async (directory: string, accounts: string): Promise<Server> => {
  const binary = await findNats(join(root, '.lethe/cache'));
  return toDisturb((before) =>
    startNats({ binary, directory, accounts, ...(before === undefined ? {} : { port: Number(new URL(before).port) }) }),
  );
};

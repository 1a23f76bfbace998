import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@lethe/testing';

type Server = Readonly<{
  url: string;
  child: Readonly<{ pid?: number; kill: (signal: NodeJS.Signals) => boolean }>;
  ended: Promise<string>;
  stop: () => Promise<unknown>;
  discard: () => void;
}>;
type Starting = Readonly<{
  startPostgres: (at: Readonly<{ directory: string; durable: boolean }>) => Promise<Server>;
}>;

/** A server of the test's own, to be killed and started again on the same port. */
export const ownPostgres = async () => {
  const scripts = new URL('../../../../scripts/postgres.mjs', import.meta.url).href;
  const { startPostgres } = (await import(scripts)) as Starting;
  const directory = mkdtempSync(join(tmpdir(), 'lethe-postgres-'));
  let server = await startPostgres({ directory, durable: true });
  return {
    url: server.url,
    pid: server.child.pid,
    kill: async (): Promise<void> => {
      server.child.kill('SIGKILL');
      await server.ended;
    },
    /** What is left of the killed one holds its memory for a moment. */
    startAgain: async (): Promise<void> => {
      server = await eventually(() => startPostgres({ directory, durable: true }));
    },
    stop: async (): Promise<void> => {
      await server.stop();
      server.discard();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

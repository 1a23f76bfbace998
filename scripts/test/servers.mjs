import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNats } from '../nats.mjs';
import { startPostgres } from '../postgres.mjs';

const root = join(import.meta.dirname, '../..');

/**
 * One real PostgreSQL, on a free port and in a folder of its own, and where a nats-server is: whoever needs one starts it with
 * the identities of its own contracts.
 * @returns what tests find them by, and how they are stopped
 */
export const startTestServers = async () => {
  const directory = mkdtempSync(join(tmpdir(), `lethe-test-${process.pid}-`));
  const [binary, postgres] = await Promise.all([
    findNats(join(root, '.lethe/cache')),
    startPostgres({ directory: join(directory, 'postgres'), durable: false, maxConnections: 400 }),
  ]);
  return {
    environment: { LETHE_TEST_PG: postgres.url, LETHE_NATS_SERVER: binary },
    stop: async () => {
      await postgres.stop();
      postgres.discard();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** For many runs of tests one after the other, which then start none of their own. */
export const withTestServers = async (work) => {
  const servers = await startTestServers();
  try {
    return await work(servers.environment);
  } finally {
    await servers.stop();
  }
};

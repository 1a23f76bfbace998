import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNats, startNats } from '../nats.mjs';
import { startPostgres } from '../postgres.mjs';

const root = join(import.meta.dirname, '../..');

/**
 * One real PostgreSQL and one real nats-server, on free ports and in a folder of their own.
 * @returns what tests find them by, and how they are stopped
 */
export const startTestServers = async () => {
  const directory = mkdtempSync(join(tmpdir(), `lethe-test-${process.pid}-`));
  const binary = await findNats(join(root, '.lethe/cache'));
  const [postgres, nats] = await Promise.all([
    startPostgres({ directory: join(directory, 'postgres'), durable: false, maxConnections: 400 }),
    startNats({ binary, directory: join(directory, 'nats') }),
  ]);
  return {
    environment: { LETHE_TEST_PG: postgres.url, LETHE_TEST_NATS: nats.url, LETHE_NATS_SERVER: binary },
    stop: async () => {
      await Promise.all([nats.stop(), postgres.stop()]);
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

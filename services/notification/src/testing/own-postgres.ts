import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Server = Readonly<{ url: string; stop: () => Promise<unknown>; discard: () => void }>;
type Starting = Readonly<{
  startPostgres: (at: Readonly<{ directory: string; durable: boolean }>) => Promise<Server>;
}>;

/** A PostgreSQL of the test's own: databases and roles of services have fixed names and would meet on a shared one. */
export const ownPostgres = async () => {
  const scripts = new URL('../../../../scripts/postgres.mjs', import.meta.url).href;
  const { startPostgres } = (await import(scripts)) as Starting;
  const directory = mkdtempSync(join(tmpdir(), 'lethe-notification-'));
  const server = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
  return {
    url: server.url,
    /** For keys and secrets; it goes with the server. */
    data: join(directory, 'data'),
    stop: async (): Promise<void> => {
      await server.stop();
      server.discard();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Server = Readonly<{ url: string; child: Readonly<{ pid: number }>; stop: () => Promise<unknown> }>;
type Starting = Readonly<{
  startNats: (at: Readonly<{ binary: string | undefined; directory: string; accounts?: string }>) => Promise<Server>;
}>;

/** A nats-server that lets in whoever comes: for tests of just that. All others take `closedNats`. */
export const ownNats = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-nats-'));
  const server = await startNatsIn(directory);
  return {
    url: server.url,
    pid: server.child.pid,
    stop: async (): Promise<void> => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** @param how with the file of those who are let in; without it whoever comes. */
export const startNatsIn = async (directory: string, how: Readonly<{ accounts?: string }> = {}): Promise<Server> => {
  const scripts = new URL('../../../../scripts/nats.mjs', import.meta.url).href;
  const { startNats } = (await import(scripts)) as Starting;
  return startNats({ binary: process.env['LETHE_NATS_SERVER'], directory, ...how });
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ownNats } from '../../../bus/src/testing/own-nats.ts';

type Server = Readonly<{ url: string; stop: () => Promise<unknown>; discard: () => void }>;
type Starting = Readonly<{
  startPostgres: (at: Readonly<{ directory: string; durable: boolean }>) => Promise<Server>;
}>;

/** A PostgreSQL and a nats-server of the test's own: a service's databases and subjects have fixed names. */
export const ownServers = async () => {
  const scripts = new URL('../../../../scripts/postgres.mjs', import.meta.url).href;
  const { startPostgres } = (await import(scripts)) as Starting;
  const data = mkdtempSync(join(tmpdir(), 'lethe-service-'));
  const server = { directory: join(data, 'postgres'), durable: false };
  const [started, nats] = await Promise.all([startPostgres(server), ownNats()]);
  let postgres = started;
  return {
    data,
    postgresUrl: postgres.url,
    natsUrl: nats.url,
    /** On the same port afterwards. */
    stopPostgresFor: async (milliseconds: number): Promise<void> => {
      await postgres.stop();
      await pause(milliseconds);
      postgres = await startPostgres(server);
    },
    stopNats: (): Promise<void> => nats.stop(),
    stop: async (): Promise<void> => {
      await Promise.all([postgres.stop(), nats.stop()]);
      postgres.discard();
      rmSync(data, { recursive: true, force: true });
    },
  };
};

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { durableOf } from '@lethe/contracts';
import { contractsWith } from '../../../bus/src/testing/planned.ts';
import { closedBus } from './closed-bus.ts';
import { CountNotes, Note } from './notebook.ts';

type Server = Readonly<{ url: string; stop: () => Promise<unknown>; discard: () => void }>;
type Starting = Readonly<{
  startPostgres: (at: Readonly<{ directory: string; durable: boolean }>) => Promise<Server>;
}>;

/**
 * A PostgreSQL and a nats-server of the test's own: a service's databases and subjects have fixed names. Each enters NATS as
 * itself, by our contracts and those of the notebook (EVT-5).
 */
export const ownServers = async () => {
  const scripts = new URL('../../../../scripts/postgres.mjs', import.meta.url).href;
  const { startPostgres } = (await import(scripts)) as Starting;
  const bus = await closedBus({ contracts: contractsWith([Note], durableOf(CountNotes)), tapped: true });
  const { data, at, tap, store } = bus;
  const server = { directory: join(data, 'postgres'), durable: false };
  let postgres = await startPostgres(server);
  return {
    data,
    postgresUrl: postgres.url,
    natsUrl: bus.url,
    at,
    tap,
    store,
    /** On the same port afterwards. */
    stopPostgresFor: async (milliseconds: number): Promise<void> => {
      await postgres.stop();
      await pause(milliseconds);
      postgres = await startPostgres(server);
    },
    stopNats: bus.stopServer,
    stop: async (): Promise<void> => {
      await postgres.stop();
      postgres.discard();
      await bus.stop();
    },
  };
};

// A whole system for browser tests: everything in one process, as `npm start` runs it, on servers of its own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from '../console/build.mjs';
import { findNats, startNats } from '../nats.mjs';
import { freePort } from '../ports.mjs';
import { startPostgres } from '../postgres.mjs';
import { provisionIdentities } from '../start/identities.mjs';
import { startServices } from '../start/services.mjs';

const root = join(import.meta.dirname, '../..');

/**
 * @param directory where its data are
 * @param settings what differs from the defaults, such as LETHE_HOLD_BACK_DAYS
 */
export const startSystem = async (directory, settings = {}) => {
  const binary = await findNats(join(root, '.lethe/cache'));
  const program = join(root, 'cli/dist/lethe.js');
  const data = join(directory, 'data');
  const accounts = await provisionIdentities({ program, data });
  const [postgres, nats, port] = await Promise.all([
    startPostgres({ directory: join(directory, 'postgres'), durable: false }),
    startNats({ binary, directory: join(directory, 'nats'), accounts }),
    freePort(),
    buildConsole(),
  ]);
  const url = `http://localhost:${port}`;
  const clock = join(directory, 'clock');
  writeFileSync(clock, '+0s');
  const environment = {
    LETHE_POSTGRES_URL: postgres.url,
    LETHE_NATS_URL: nats.url,
    LETHE_HTTP_PORT: String(port),
    LETHE_PUBLIC_URL: url,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_CLOCK_FILE: clock,
    // Everybody in a test comes from one network.
    LETHE_IDENTITY_NETWORK_FAILURES_PER_HOUR: '100000',
    LETHE_IDENTITY_NETWORK_REGISTRATIONS_PER_HOUR: '100000',
    ...settings,
  };
  const services = await startServices({ program, environment, log: join(directory, 'services.log') });
  const stop = async () => {
    await services.stop();
    await Promise.all([nats.stop(), postgres.stop()]);
    postgres.discard();
  };
  return { url, environment, stop };
};

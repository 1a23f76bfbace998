import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serviceNames } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import pg from 'pg';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys } from './provision-keys.ts';
import { startService } from './start-service.ts';
import { counter, notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

/** What whoever stops a process waits for it before it kills it. */
const boundMs = 15_000;

let servers: Awaited<ReturnType<typeof ownServers>>;
let environment: Record<string, string>;
beforeEach(async () => {
  servers = await ownServers();
  const { data, postgresUrl, natsUrl } = servers;
  await provisionKeys(data, serviceNames);
  await provisionDatabases(postgresUrl, data, ['identity', 'session']);
  environment = {
    LETHE_POSTGRES_URL: postgresUrl,
    LETHE_NATS_URL: natsUrl,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
  };
});
afterEach(() => servers.stop());

const connections = async () => {
  const admin = new pg.Client(servers.postgresUrl);
  await admin.connect();
  const { rows } = await admin.query(`select datname from pg_stat_activity where datname like 'lethe\\_%'`);
  await admin.end();
  return rows;
};

describe('Stopping a service while NATS is away (L6)', () => {
  it('stops everything within its bound, and no connection to the database stays open', async () => {
    const stopped: string[] = [];
    const noticing = {
      ...notebook,
      work: (kit: Parameters<NonNullable<typeof notebook.work>>[0]) => ({
        ...notebook.work?.(kit),
        workers: [{ start: () => undefined, stop: () => void stopped.push('worker') }],
      }),
      start: () => Promise.resolve({ url: 'nowhere', stop: () => Promise.reject(new Error('It failed at its stop.')) }),
    };
    const running = [await startService(noticing, environment), await startService(counter, environment)];
    expect((await connections()).length).toBeGreaterThan(4);
    await servers.stopNats();
    const asked = performance.now();
    await Promise.all(running.map((service) => service.stop()));
    expect(performance.now() - asked).toBeLessThan(boundMs);
    expect(stopped).toEqual(['worker']);
    await eventually(async () => expect(await connections()).toEqual([]));
  });

  it('is done once, however often it is asked for', async () => {
    const service = await startService(notebook, environment);
    await Promise.all([service.stop(), service.stop()]);
    await eventually(async () => expect(await connections()).toEqual([]));
  });
});

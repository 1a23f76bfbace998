import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '@lethe/contracts';
import { lineTo, type Line } from '@lethe/testing';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys } from './provision-keys.ts';
import { startService } from './start-service.ts';
import { notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

let servers: Awaited<ReturnType<typeof ownServers>>;
let postgres: Line;
let nats: Line;
let environment: Record<string, string>;
beforeAll(async () => {
  servers = await ownServers();
  await provisionKeys(servers.data, serviceNames);
  await provisionDatabases(servers.postgresUrl, servers.data, ['identity']);
  postgres = await lineTo(servers.postgresUrl);
  nats = await lineTo(servers.natsUrl);
  environment = {
    LETHE_POSTGRES_URL: postgres.url,
    LETHE_NATS_URL: nats.url,
    LETHE_DATA: servers.data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
  };
});
afterAll(async () => {
  await Promise.all([postgres.close(), nats.close()]);
  await servers.stop();
});

describe('A service that starts before its servers (K8)', () => {
  it.each(['PostgreSQL', 'NATS'])('waits for %s, and starts once it answers', async (which) => {
    const line = which === 'NATS' ? nats : postgres;
    line.silence();
    setTimeout(() => line.restore('lost'), 1_500);
    const service = await startService(notebook, environment);
    expect(service.name).toBe('identity');
    await service.stop();
  });

  it('waits so long and no longer, and says for whom, without a password', async () => {
    const nowhere = { ...environment, LETHE_POSTGRES_URL: 'postgres://lethe:hunter2@127.0.0.1:1/postgres' };
    const failure = await startService(notebook, { ...nowhere, LETHE_START_PATIENCE_SECONDS: '1' }).catch(String);
    expect(failure).toBe(
      'Explained: PostgreSQL at 127.0.0.1:1 was waited for 1 s. Is it there, and was everything provisioned?',
    );
  });

  it('does not wait where nothing would change by it: more connections than the server lets in (L13)', async () => {
    await expect(startService(notebook, { ...environment, LETHE_POSTGRES_CONNECTIONS: '150' })).rejects.toThrow(
      'PostgreSQL lets 97 connections in, and this service may open 150. Raise max_connections',
    );
  });
});

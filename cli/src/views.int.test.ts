import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { migrate, postgresEventStore, postgresPool, type Migration } from '@lethe/event-store-postgres';
import { runningMigrations } from '@lethe/running';
import { databaseUrls, provisionDatabases } from '@lethe/service';
import { viewMigrations, type AnyView } from '@lethe/views';
import type { Pool } from 'pg';
import { ownServers } from '../../libs/service/src/testing/own-servers.ts';
import { loaded, serviceNames, type Service } from './services.ts';
import { rebuild, replay, views } from './views.ts';

const account = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const session = '0b9f1a54-3f1e-4c55-8f0e-5d2f8c1b7a10';
const openedAt = '2026-03-01T10:00:00.000Z';
const withViews = (await loaded(serviceNames)).filter((service) => service.views.length > 0);
const viewsOf = ({ views: all }: Service) => all as readonly AnyView[];

/** As the role of the service, with the password that provisioning left. */
const asItself = (service: string): string => databaseUrls(servers.postgresUrl, servers.data, service).log;

let servers: Awaited<ReturnType<typeof ownServers>>;
const pools = new Map<string, Pool>();
beforeAll(async () => {
  servers = await ownServers();
  process.env['LETHE_POSTGRES_URL'] = servers.postgresUrl;
  process.env['LETHE_DATA'] = servers.data;
  const names = withViews.map(({ name }) => name);
  await provisionDatabases(servers.postgresUrl, servers.data, names);
  for (const service of withViews) {
    const pool = postgresPool(asItself(service.name), 2);
    pools.set(service.name, pool);
    await migrate(pool, [...runningMigrations, ...viewMigrations, ...(service.migrations as readonly Migration[])]);
  }
});
afterAll(async () => {
  for (const pool of pools.values()) await pool.end();
  await servers.stop();
});

let said: string;
beforeEach(() => {
  said = '';
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

/** Everything about the tables of a service but their rows. */
const shapeOf = async (pool: Pool): Promise<unknown> => ({
  columns: await pool
    .query(
      `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
       where table_schema in ('public', 'rebuilding', current_schema()) order by table_schema, 1, ordinal_position`,
    )
    .then(({ rows }) => rows as unknown),
  indexes: (await pool.query('select indexdef from pg_indexes order by indexdef')).rows,
  owners: (
    await pool.query(
      `select tablename, tableowner from pg_tables where schemaname = any(current_schemas(false)) order by 1, 2`,
    )
  ).rows,
});

const append = (service: string, type: string, version: number, data: Readonly<Record<string, string>>) =>
  postgresEventStore(pools.get(service) as Pool).append(
    [{ stream: `sessions-${account}`, expected: 'no-stream', events: [{ type, version, data }] }],
    { commandId: session, commandType: 'x', digest: null, correlationId: 'x', actor: 'clock', at: openedAt },
  );

describe('lethe rebuild, lethe views and lethe replay', () => {
  it('are understood only with a service and a view of it', async () => {
    await expect(rebuild(['ticketing'])).rejects.toThrow('Say: lethe rebuild SERVICE VIEW');
    await expect(rebuild(['tickets', 'tickets_v2'])).rejects.toThrow('The services are identity, session');
    await expect(replay(['ticketing', 'tickets_v0'])).rejects.toThrow('The views of ticketing are tickets_v2');
    await expect(views(['ticketing', 'tickets_v2'])).rejects.toThrow('Say: lethe views [SERVICE]');
  });

  it('rebuild every view of every service, and change nothing of its tables', async () => {
    for (const service of withViews) {
      const pool = pools.get(service.name) as Pool;
      for (const { name } of viewsOf(service)) await pool.query('insert into view_checkpoints values ($1, 0)', [name]);
      const before = await shapeOf(pool);
      for (const { name } of viewsOf(service)) await rebuild([service.name, name]);
      expect(await shapeOf(pool)).toEqual(before);
    }
    const names = withViews.flatMap((service) => viewsOf(service).map(({ name }) => name));
    expect(said.match(/\w+ was rebuilt/g)).toEqual(names.map((name) => `${name} was rebuilt`));
  });

  it('keep when a session was last seen, which is not in the log (SES-4)', async () => {
    const pool = pools.get('session') as Pool;
    await append('session', 'SessionOpened', 1, { sessionId: session, accountId: account, openedAt });
    await rebuild(['session', 'session_activity_v1']);
    await pool.query(`update session_activity_v1 set last_seen_at = '2026-03-01T12:34:56Z'`);
    await rebuild(['session', 'session_activity_v1']);
    const { rows } = await pool.query('select session_id, last_seen_at from session_activity_v1');
    expect(rows).toEqual([{ session_id: session, last_seen_at: new Date('2026-03-01T12:34:56Z') }]);
  });

  it('tell how far behind a view is, what it could not take in, and take that in', async () => {
    await append('cancellation', 'CancellationMadeFinal', 999, { accountId: account });
    await rebuild(['cancellation', 'cancellations_v1']);
    await views(['cancellation']);
    expect(said).toContain('cancellation cancellations_v1: at 1, 0 events and 0 s behind, 1 parked\n');
    expect(said).toMatch(/debts_v3: at 0, 1 events and \d+ s behind, 0 parked/);
    expect(said).toMatch(/parked by cancellations_v1 at .+Z: position 1 of sessions-.+, EventNotUnderstood\n/);
    await expect(replay(['cancellation', 'cancellations_v1'])).rejects.toThrow('The others stay parked');
    expect(said).toContain('cancellations_v1 took in 0 of 1 parked events.');
  });
});

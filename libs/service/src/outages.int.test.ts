import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyringOf, NatsCalls } from '@lethe/bus';
import { serviceNames } from '@lethe/contracts';
import { postgresEventStore } from '@lethe/event-store-postgres';
import { mayPass } from '@lethe/running';
import { eventually, quiet } from '@lethe/testing';
import pg from 'pg';
import { databaseUrls } from './databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys, readKey, readPublicKeys } from './provision-keys.ts';
import { startService, type RunningService } from './start-service.ts';
import { Note, notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

const now = () => new Date().toISOString();
const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';

let servers: Awaited<ReturnType<typeof ownServers>>;
let service: RunningService;
let gateway: NatsCalls;
let url: string;
beforeAll(async () => {
  servers = await ownServers();
  const { data, postgresUrl, natsUrl } = servers;
  await provisionKeys(data, serviceNames);
  await provisionDatabases(postgresUrl, data, ['identity']);
  service = await startService(notebook, {
    LETHE_POSTGRES_URL: postgresUrl,
    LETHE_NATS_URL: natsUrl,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
  });
  const own = readKey(data, 'gateway');
  const keyring = await keyringOf({ name: 'gateway', own, known: readPublicKeys(data), clock: now });
  gateway = new NatsCalls({ nats: servers.at('gateway'), keyring, clock: now, log: quiet });
  await gateway.connect();
  url = databaseUrls(postgresUrl, data, 'identity').log;
});
afterAll(async () => {
  await gateway.close();
  await service.stop();
  await servers.stop();
});

let notes = 0;
const note = async () => {
  const answer = await gateway.ask(Note, { accountId, text: 'a note' }, { key: crypto.randomUUID() });
  notes += 1;
  return answer;
};
/** An event that no view of the service looks at. */
const ignored = { type: 'Ignored', version: 1, data: {} };
const append = (pool: pg.Pool) =>
  postgresEventStore(pool).append([{ stream: crypto.randomUUID(), expected: 'no-stream', events: [ignored] }], {
    commandId: crypto.randomUUID(),
    commandType: 'x',
    digest: null,
    correlationId: 'x',
    actor: 'clock',
    at: now(),
  });
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('An outage of the database is an outage, and passes by itself (row A6)', () => {
  it('when all connections are in use', async () => {
    const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 200 });
    const client = await pool.connect();
    expect(mayPass(await failureOf(append(pool)))).toBe(true);
    client.release();
    await expect(append(pool)).resolves.toBeDefined();
    await pool.end();
  });

  it('when the lock of appends is not given in time', async () => {
    const pool = new pg.Pool({ connectionString: url, max: 2, statement_timeout: 300 });
    const holder = new pg.Client(url);
    await holder.connect();
    await holder.query('begin');
    await holder.query(`select pg_advisory_xact_lock(hashtextextended('append_events', 0))`);
    expect(mayPass(await failureOf(append(pool)))).toBe(true);
    await holder.end();
    await expect(append(pool)).resolves.toBeDefined();
    await pool.end();
  });

  it('when a view falls victim to a deadlock: it tries again', async () => {
    await note();
    const other = new pg.Client(
      url.replace(/\/\/[^@]+@/, `//${new URL(servers.postgresUrl).username}:${new URL(servers.postgresUrl).password}@`),
    );
    await other.connect();
    await other.query(`set deadlock_timeout = '20s'`);
    await other.query('begin');
    await other.query('lock table lethe_identity.notes_v1 in exclusive mode');
    const noting = note();
    await eventually(async () => {
      const { rowCount } = await other.query(
        `select from pg_locks where relation = 'lethe_identity.notes_v1'::regclass and not granted`,
      );
      expect(rowCount).toBe(1);
    });
    await other.query(`update lethe_identity.view_checkpoints set position = position where name = 'notes_v1'`);
    await other.query('commit');
    await other.end();
    expect(await noting).toEqual({ noted: notes });
  });

  it('when PostgreSQL is away for three seconds: calls are answered "unavailable", the process lives, and all goes on', async () => {
    const before = (await note()).noted;
    const away = servers.stopPostgresFor(3_000);
    await pause(1_000);
    await expect(note()).rejects.toMatchObject({ fault: 'unavailable' });
    await away;
    const after = await eventually(note);
    expect(after.noted).toBeGreaterThan(before);
    const counting = new pg.Client(url);
    await counting.connect();
    const { rows } = await counting.query(`select (select count(*) from events where type = 'Noted')::int as events,
                                                  (select count(*) from notes_v1)::int as rows`);
    await counting.end();
    expect(rows).toEqual([{ events: after.noted, rows: after.noted }]);
  });
});

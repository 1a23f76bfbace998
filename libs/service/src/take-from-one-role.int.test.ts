import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { busMigrations } from '@lethe/bus';
import { serviceNames } from '@lethe/contracts';
import {
  eventStoreMigrations,
  migrate,
  postgresEventStore,
  postgresPool,
  type Migration,
} from '@lethe/event-store-postgres';
import { runningMigrations } from '@lethe/running';
import { keyMigrations } from '@lethe/sealing';
import { viewMigrations } from '@lethe/views';
import type { Pool } from 'pg';
import { databaseUrls } from './databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys } from './provision-keys.ts';
import { startService } from './start-service.ts';
import { asRole, contentOf, inDatabase, refusalOf } from './testing/as-role.ts';
import { notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

/** As the builds before T6 had it: one role, one schema. */
const before: readonly Migration[] = [
  ...eventStoreMigrations.slice(0, 2),
  ...runningMigrations,
  ...viewMigrations.map((each) =>
    each.name === 'views/0002-parked-events-and-rebuilding'
      ? { ...each, statements: [...each.statements.slice(0, 1), 'create schema rebuilding'] }
      : each,
  ),
  ...busMigrations,
  ...(notebook.migrations as readonly Migration[]),
  { name: 'due/0001-due', statements: ['create sequence due_fences'] },
];
const stream = 'account-6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';

let servers: Awaited<ReturnType<typeof ownServers>>;
let environment: Record<string, string>;
let pool: Pool;
let urls: Readonly<{ log: string; keys: string }>;
/** Over connections that a service of the build before has open. */
const append = (expected: bigint | 'no-stream') =>
  postgresEventStore(pool).append([{ stream, expected, events: [{ type: 'Ignored', version: 1, data: {} }] }], {
    commandId: crypto.randomUUID(),
    commandType: 'x',
    digest: null,
    correlationId: 'x',
    actor: 'clock',
    at: new Date().toISOString(),
  });
const provision = () => provisionDatabases(servers.postgresUrl, servers.data, ['identity']);
const asSuperuser = (database: string) => inDatabase(servers.postgresUrl, database);

beforeAll(async () => {
  servers = await ownServers();
  const { data, postgresUrl } = servers;
  await provisionKeys(data, serviceNames);
  writeFileSync(join(data, 'keys/identity/postgres.password'), 'a password', { mode: 0o600 });
  await asRole(postgresUrl, async (client) => {
    await client.query(`create role lethe_identity login password 'a password'`);
    for (const database of ['lethe_identity', 'lethe_identity_keys'])
      await client.query(`create database ${database} owner lethe_identity`);
  });
  environment = {
    LETHE_POSTGRES_URL: postgresUrl,
    LETHE_NATS_URL: servers.natsUrl,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
  };
  urls = databaseUrls(postgresUrl, data, 'identity');
  pool = postgresPool(urls.log, 2);
  await migrate(pool, before);
  await append('no-stream');
  await pool.query(`insert into notes_v1 values ('somebody', 'sealed')`);
  const keys = postgresPool(urls.keys, 1);
  await migrate(keys, keyMigrations);
  await keys.query(`insert into subject_tombstones values ('account:somebody', '2026-11-24T07:00:00Z')`);
  await keys.end();
});
afterAll(async () => {
  await pool.end();
  await servers.stop();
});

describe('Databases that one role owns with all in them (T6)', () => {
  it('are refused by a service, which says what to do', async () => {
    await expect(startService(notebook, environment)).rejects.toThrow(
      'The databases of identity are not made for this build (event-store/0003-own-schema, event-store/0004-what-a-look-up-says, event-store/0005-look-ups-one-by-one). Run: lethe provision',
    );
  });

  it('are left as they are where that role made a function that nobody knows', async () => {
    await pool.query('create function public.hashtextextended(text, integer) returns bigint language sql return 1');
    await expect(provision()).rejects.toThrow(
      'made functions that are not of Lethe: public.hashtextextended(text,integer)',
    );
    expect((await pool.query(`select from public.notes_v1`)).rowCount).toBe(1);
    await pool.query('drop function public.hashtextextended(text, integer)');
  });

  it('are taken over by provisioning, with all that is in them, while a service of the build before runs', async () => {
    await pool.query('alter table events disable trigger events_are_immutable');
    await pool.query('create rule swallowed as on insert to look_ups do instead nothing');
    await pool.query(
      `create or replace function refuse_change_of_events() returns trigger language plpgsql as 'begin return null; end'`,
    );
    const [log, tombstones] = [
      await contentOf(asSuperuser('lethe_identity'), 'events'),
      await contentOf(asSuperuser('lethe_identity_keys'), 'subject_tombstones'),
    ];
    await provision();
    expect(await contentOf(asSuperuser('lethe_identity'), 'events')).toBe(log);
    expect(await contentOf(asSuperuser('lethe_identity_keys'), 'subject_tombstones')).toBe(tombstones);
    await append(0n);
    expect((await pool.query('select account_id from notes_v1')).rows).toEqual([{ account_id: 'somebody' }]);
  });

  it('are from then on what they are where they were made so', async () => {
    const owners = await asRole(asSuperuser('lethe_identity'), (client) =>
      client.query<{ schema: string; owner: string }>(
        `select distinct nspname as schema, pg_get_userbyid(relowner) as owner
         from pg_class join pg_namespace n on n.oid = relnamespace
         where nspname in ('public', 'lethe_identity') and relkind in ('r', 'S') order by 1`,
      ),
    );
    expect(owners.rows).toEqual([
      { schema: 'lethe_identity', owner: 'lethe_identity' },
      { schema: 'public', owner: 'lethe_identity_owner' },
    ]);
    expect(await refusalOf(urls.log, 'alter table events disable trigger events_are_immutable')).toBe('42501');
    expect(await refusalOf(urls.keys, 'delete from subject_tombstones')).toBe('42501');
    await asRole(asSuperuser('lethe_identity'), async (client) => {
      await expect(client.query('delete from events')).rejects.toThrow('Events are never changed or deleted.');
      expect((await client.query(`select from pg_rewrite where rulename = 'swallowed'`)).rowCount).toBe(0);
    });
    const service = await startService(notebook, environment);
    await service.stop();
  });

  it('are not entered by the build before any more: it would find an empty log', async () => {
    await expect(migrate(pool, before)).rejects.toThrow('another build made this database');
    expect(await refusalOf(urls.log, 'select from lethe_identity.events')).toBe('42P01');
  });

  it('are taken over once', async () => {
    const log = await contentOf(asSuperuser('lethe_identity'), 'events');
    await provision();
    expect(await contentOf(asSuperuser('lethe_identity'), 'events')).toBe(log);
    await (await startService(notebook, environment)).stop();
  });

  it('also where a restore made the wrong role their owner again', async () => {
    await asRole(servers.postgresUrl, (client) =>
      client.query('alter database lethe_identity owner to lethe_identity'),
    );
    await provision();
    expect(await refusalOf(urls.log, 'create schema mine')).toBe('42501');
    await (await startService(notebook, environment)).stop();
  });
});

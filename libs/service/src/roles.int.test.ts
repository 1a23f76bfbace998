import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyringOf, NatsCalls } from '@lethe/bus';
import { serviceNames } from '@lethe/contracts';
import { logRights } from '@lethe/event-store-postgres';
import { keyRights } from '@lethe/sealing';
import { quiet } from '@lethe/testing';
import { databaseUrls } from './databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys, readKey, readPublicKeys } from './provision-keys.ts';
import { startService, type RunningService } from './start-service.ts';
import { asRole, contentOf, inDatabase, refusalOf } from './testing/as-role.ts';
import { Note, notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';
import { openViewDesk } from './view-desk.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const now = () => new Date().toISOString();
const notAllowed = '42501';

let servers: Awaited<ReturnType<typeof ownServers>>;
let environment: Record<string, string>;
let service: RunningService;
let gateway: NatsCalls;
let urls: Readonly<{ log: string; keys: string }>;
beforeAll(async () => {
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
  urls = databaseUrls(postgresUrl, data, 'identity');
  service = await startService(notebook, environment);
  const keyring = await keyringOf({
    name: 'gateway',
    own: readKey(data, 'gateway'),
    known: readPublicKeys(data),
    clock: now,
  });
  gateway = new NatsCalls({ nats: servers.at('gateway'), keyring, clock: now, log: quiet });
  await gateway.connect();
  await note();
});
afterAll(async () => {
  await gateway.close();
  await service.stop();
  await servers.stop();
});

const note = () => gateway.ask(Note, { accountId, text: 'a note' });
const asSuperuser = (database: string) => inDatabase(servers.postgresUrl, database);
const log = async () => {
  const tables = await Promise.all(
    Object.keys(logRights).map((table) => contentOf(asSuperuser('lethe_identity'), table)),
  );
  return tables.join('\n');
};

describe('The role that runs a service (T6)', () => {
  it.each([
    `alter table public.events disable trigger events_are_immutable`,
    'alter table public.events disable trigger all',
    'alter table public.events owner to lethe_identity',
    'alter table public.events add column more text',
    'drop trigger events_are_immutable on public.events',
    'drop table public.events',
    `update public.events set data = '{}'`,
    'delete from public.events',
    'truncate public.events',
    'begin; lock table public.events in access exclusive mode',
    'create trigger mine before insert on public.events execute function suppress_redundant_updates_trigger()',
    'create rule mine as on insert to public.events do instead nothing',
    'create index mine on public.events (data)',
    'set session_replication_role = replica',
    `create or replace function public.refuse_change_of_events() returns trigger language plpgsql as 'begin return null; end'`,
    'alter function public.append_events reset lock_timeout',
    'drop function public.append_events',
    'update public.log_epoch set epoch = gen_random_uuid()',
    'update public.look_ups set holder = holder',
    'delete from public.snapshots',
    'delete from public.lethe_migrations',
    'create table public.mine (word text)',
    'create schema mine',
    'create temporary table events (word text)',
    'set role lethe_identity_owner',
    'set session authorization lethe_identity_owner',
    'grant lethe_identity_owner to lethe_identity',
    'grant update on public.log_epoch to lethe_identity with grant option; update public.log_epoch set epoch = epoch',
    'grant update on public.events to lethe_identity; update public.events set data = data',
    'alter role lethe_identity superuser',
    'alter role lethe_identity_owner login',
    'alter schema public owner to lethe_identity',
    'alter database lethe_identity owner to lethe_identity',
    'create role somebody',
    'create database somewhere',
  ])('may not: %s', async (statement) => {
    const before = await log();
    expect(await refusalOf(urls.log, statement)).toBe(notAllowed);
    expect(await log()).toBe(before);
  });

  it.each([
    'delete from subject_tombstones',
    'update subject_tombstones set destroyed_at = now()',
    'truncate subject_keys',
    'drop table subject_tombstones',
    'alter table subject_tombstones disable trigger all',
    'delete from ledger_marks',
    'create table mine (word text)',
    'set role lethe_identity_owner',
  ])('may not, where its keys lie: %s', async (statement) => {
    expect(await refusalOf(urls.keys, statement)).toBe(notAllowed);
  });

  it.each(['lethe_session', 'lethe_session_keys'])('may not enter %s', async (database) => {
    await expect(asRole(inDatabase(urls.log, database), async () => undefined)).rejects.toMatchObject({
      code: notAllowed,
    });
  });

  it('owns its read models and nothing else', async () => {
    const owned = await asRole(asSuperuser('lethe_identity'), (client) =>
      client.query<{ name: string }>(
        `select distinct nspname as name from pg_class join pg_namespace n on n.oid = relnamespace
         where relowner = 'lethe_identity'::regrole and nspname not like 'pg_%'`,
      ),
    );
    expect(owned.rows).toEqual([{ name: 'lethe_identity' }]);
    const databases = await asRole(servers.postgresUrl, (client) =>
      client.query(
        `select datname, pg_get_userbyid(datdba) as owner from pg_database where datname like 'lethe\\_identity%'`,
      ),
    );
    expect(databases.rows.map(({ owner }) => owner)).toEqual(['lethe_identity_owner', 'lethe_identity_owner']);
  });

  it.each([
    ['log', logRights],
    ['keys', keyRights],
  ] as const)('has rights on every table of its %s, as they are written down', async (which, rights) => {
    const granted = await asRole(asSuperuser(which === 'log' ? 'lethe_identity' : 'lethe_identity_keys'), (client) =>
      client.query<{ table: string; may: string }>(
        `select c.relname as table, coalesce(string_agg(lower(privilege_type), ', ' order by array_position(
                  array['SELECT', 'INSERT', 'UPDATE', 'DELETE'], privilege_type)), '') as may
         from pg_class c left join lateral (
           select privilege_type from aclexplode(c.relacl) where grantee = 'lethe_identity'::regrole) as given on true
         where relnamespace = 'public'::regnamespace and relkind = 'r' group by c.relname`,
      ),
    );
    expect(Object.fromEntries(granted.rows.map(({ table, may }) => [table, may]))).toEqual(rights);
  });

  it('is enough to run: it appends, follows, keeps views, rebuilds one, and starts again', async () => {
    const { noted } = await note();
    const desk = await openViewDesk(notebook, environment, () => undefined);
    await desk.rebuild('notes_v1');
    await desk.close();
    expect(await note()).toEqual({ noted: noted + 1 });
    await service.stop();
    service = await startService(notebook, environment);
    expect(await note()).toEqual({ noted: noted + 2 });
  });

  it('cannot be helped by its owner, who signs in nowhere, though he could (positive control)', async () => {
    const url = new URL(asSuperuser('lethe_identity'));
    await asRole(url.href, async (client) => {
      await client.query('set role lethe_identity_owner');
      await client.query('begin');
      await client.query('alter table public.events disable trigger events_are_immutable');
      expect((await client.query('delete from public.events')).rowCount).toBeGreaterThan(0);
      await client.query('rollback');
    });
    url.username = 'lethe_identity_owner';
    await expect(asRole(url.href, async () => undefined)).rejects.toThrow(/lethe_identity_owner/);
  });
});

describe('A service does not start', () => {
  it('where it signs in as somebody who may change events', async () => {
    await asRole(asSuperuser('lethe_identity'), (client) =>
      client.query('grant truncate on public.events to lethe_identity'),
    );
    await expect(startService(notebook, environment)).rejects.toThrow('lethe_identity may change events');
    await provisionDatabases(servers.postgresUrl, servers.data, ['identity']);
    await (await startService(notebook, environment)).stop();
  });

  it('where this build was not provisioned, and says what to do', async () => {
    await asRole(asSuperuser('lethe_identity_keys'), (client) =>
      client.query(`delete from lethe_migrations where name = '0003-ledger-marks'`),
    );
    await expect(startService(notebook, environment)).rejects.toThrow(
      'The databases of identity are not made for this build (0003-ledger-marks). Run: lethe provision',
    );
    await asRole(asSuperuser('lethe_identity_keys'), (client) => client.query('drop table ledger_marks'));
    await provisionDatabases(servers.postgresUrl, servers.data, ['identity']);
    await (await startService(notebook, environment)).stop();
  });
});

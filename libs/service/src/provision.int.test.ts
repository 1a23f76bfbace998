import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { serviceNames } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { databaseUrls, ownerOf, roleOf } from './databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys } from './provision-keys.ts';
import { asRole, inDatabase } from './testing/as-role.ts';
import { ownServers } from './testing/own-servers.ts';

jest.setTimeout(180_000);
let servers: Awaited<ReturnType<typeof ownServers>>;
beforeAll(async () => {
  servers = await ownServers();
});
afterAll(() => servers.stop());

const program = join(import.meta.dirname, 'testing/provision-process.ts');
const provisioning = (data: string, ...services: readonly string[]): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
      '--conditions=lethe:source',
      program,
      servers.postgresUrl,
      data,
      ...services,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
const ended = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0];

/** All that may differ: roles, who owns what, who may do what, which migrations ran. */
const standing = async (service: string): Promise<unknown> => {
  const role = roleOf(service);
  const roles = await asRole(servers.postgresUrl, (client) =>
    client.query('select rolname, rolcanlogin, rolsuper from pg_roles where rolname = any($1) order by 1', [
      [role, ownerOf(service)],
    ]),
  );
  const databases = await Promise.all(
    [role, `${role}_keys`].map((database) =>
      asRole(inDatabase(servers.postgresUrl, database), async (client) => [
        (await client.query(`select datacl, pg_get_userbyid(datdba) from pg_database where datname = $1`, [database]))
          .rows,
        (await client.query(`select nspname, nspacl, pg_get_userbyid(nspowner) from pg_namespace order by 1`)).rows,
        (
          await client.query(
            `select relname, relacl, pg_get_userbyid(relowner) from pg_class where relnamespace = 'public'::regnamespace order by 1`,
          )
        ).rows,
        (await client.query('select name, digest from public.lethe_migrations order by 1')).rows,
      ]),
    ),
  );
  return { roles: roles.rows, databases };
};
const filesIn = (data: string): unknown =>
  readdirSync(join(data, 'keys'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => [file, readFileSync(file, 'utf8')]);
const enters = (data: string, service: string): Promise<unknown> =>
  asRole(databaseUrls(servers.postgresUrl, data, service).log, async (client) => {
    const { rows } = await client.query<{ name: string }>('select current_schema() as name');
    return rows[0]?.name;
  });

const forgetGateway = (): Promise<void> =>
  asRole(servers.postgresUrl, async (client) => {
    for (const gone of [
      'database lethe_gateway',
      'database lethe_gateway_keys',
      'role lethe_gateway',
      'role lethe_gateway_owner',
    ])
      await client.query(`drop ${gone}`);
  });

describe('Provisioning (T6)', () => {
  it('goes on where it was killed, at whichever service that was', async () => {
    for (const service of [serviceNames[0], serviceNames[3]]) {
      const child = provisioning(servers.data, ...serviceNames);
      await eventually(
        () =>
          asRole(servers.postgresUrl, async (client) =>
            expect((await client.query('select from pg_roles where rolname = $1', [ownerOf(service)])).rowCount).toBe(
              1,
            ),
          ),
        { withinMs: 30_000 },
      );
      child.kill('SIGKILL');
      await ended(child);
    }
    expect(await ended(provisioning(servers.data, ...serviceNames))).toBe(0);
    for (const service of serviceNames) expect(await enters(servers.data, service)).toBe(roleOf(service));
  });

  it('does nothing twice, and nothing twice at once', async () => {
    const before = [filesIn(servers.data), await Promise.all(serviceNames.map(standing))];
    const both = [provisioning(servers.data, ...serviceNames), provisioning(servers.data, ...serviceNames)];
    expect(await Promise.all(both.map(ended))).toEqual([0, 0]);
    expect([filesIn(servers.data), await Promise.all(serviceNames.map(standing))]).toEqual(before);
  });

  it('makes one key and one password, however many make them at once', async () => {
    const data = mkdtempSync(join(tmpdir(), 'lethe-provision-'));
    const many = [1, 2, 3].map(() => provisioning(data, 'mfa', 'ticketing'));
    expect(await Promise.all(many.map(ended))).toEqual([0, 0, 0]);
    for (const service of ['mfa', 'ticketing']) expect(await enters(data, service)).toBe(roleOf(service));
    const before = filesIn(data);
    await provisionKeys(data, ['mfa', 'ticketing']);
    expect(filesIn(data)).toEqual(before);
    rmSync(data, { recursive: true });
  });

  it('needs no superuser: a role that may make roles and databases is enough', async () => {
    await forgetGateway();
    await asRole(servers.postgresUrl, async (client) => {
      await client.query(`create role provisioner login createrole createdb password 'secret'`);
    });
    const server = Object.assign(new URL(servers.postgresUrl), { username: 'provisioner', password: 'secret' }).href;
    await provisionDatabases(server, servers.data, ['gateway']);
    await provisionDatabases(server, servers.data, ['gateway']);
    expect(await enters(servers.data, 'gateway')).toBe('lethe_gateway');
  });

  it('nor one that may make anything, where somebody made roles, databases and schemas by hand', async () => {
    const password = readFileSync(join(servers.data, 'keys/gateway/postgres.password'), 'utf8');
    await forgetGateway();
    await asRole(servers.postgresUrl, async (client) => {
      await client.query(`create role lethe_gateway_owner nologin`);
      await client.query(`create role lethe_gateway login password '${password}'`);
      await client.query(`create role by_hand login password 'secret' in role lethe_gateway_owner, lethe_gateway`);
      await client.query(`create database lethe_gateway owner lethe_gateway_owner`);
      await client.query(`create database lethe_gateway_keys owner lethe_gateway_owner`);
      await client.query(`alter role lethe_gateway in database lethe_gateway set search_path = lethe_gateway, public`);
    });
    const server = Object.assign(new URL(servers.postgresUrl), { username: 'by_hand', password: 'secret' }).href;
    await provisionDatabases(server, servers.data, ['gateway']);
    expect(await enters(servers.data, 'gateway')).toBe('lethe_gateway');
  });
});

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { databasesOf, roleOf, secretFile } from './databases.ts';
import { writeOnce } from './write-privately.ts';

const passwordOf = (data: string, service: string): string => {
  const file = secretFile(data, service);
  writeOnce(file, randomBytes(24).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
};

/**
 * A role for each service and two databases that it alone may enter. Idempotent.
 * @param server URL of the server, as somebody who may make roles and databases.
 */
export const provisionDatabases = async (server: string, data: string, services: readonly string[]): Promise<void> => {
  const client = new pg.Client(server);
  await client.connect();
  try {
    for (const service of services) await provisionService(client, passwordOf(data, service), service);
  } finally {
    await client.end();
  }
};

const provisionService = async (client: pg.Client, password: string, service: string): Promise<void> => {
  const role = roleOf(service);
  const roles = await client.query('select from pg_roles where rolname = $1', [role]);
  if (roles.rowCount === 0) await client.query(`create role ${role} login`);
  await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`);
  for (const database of databasesOf(service)) {
    const databases = await client.query('select from pg_database where datname = $1', [database]);
    if (databases.rowCount === 0) await client.query(`create database ${database} owner ${role}`);
    await client.query(`revoke connect on database ${database} from public`);
  }
};

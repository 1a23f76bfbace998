import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import pg from 'pg';
import { databasesOf, roleOf, secretFile } from './databases.ts';

/** Whole or not at all, and for its owner's eyes only. */
const writePrivately = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, text, { mode: 0o600 });
  renameSync(aside, path);
};

const passwordOf = (data: string, service: string): string => {
  const file = secretFile(data, service);
  if (!existsSync(file)) writePrivately(file, randomBytes(24).toString('base64url'));
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

const publicKeysFile = 'services.jwks.json';
/** Keys that were replaced. They prove no caller any more. */
const pastKeysFile = 'past.jwks.json';
export const keysFolder = (data: string): string => join(data, 'keys');
export const readKey = (data: string, name: string): JWK =>
  JSON.parse(readFileSync(join(keysFolder(data), `${name}.jwk`), 'utf8')) as JWK;
export const readPublicKeys = (data: string): Readonly<{ keys: JWK[] }> => readKeySet(data, publicKeysFile);

/** What is published: the keys of now, and those before them, since a certificate holds for ever (CAN-11). */
export const readPublishedKeys = (data: string): Readonly<{ keys: JWK[] }> => ({
  keys: [...readKeySet(data, publicKeysFile).keys, ...readPastKeys(data)],
});

const readKeySet = (data: string, file: string): Readonly<{ keys: JWK[] }> =>
  JSON.parse(readFileSync(join(keysFolder(data), file), 'utf8')) as { keys: JWK[] };
const isThere = (data: string, file: string): boolean => existsSync(join(keysFolder(data), file));
const readPastKeys = (data: string): readonly JWK[] =>
  isThere(data, pastKeysFile) ? readKeySet(data, pastKeysFile).keys : [];

/** An Ed25519 key pair for each service and for the operator, and the public keys of all. Idempotent. */
export const provisionKeys = async (data: string, services: readonly string[]): Promise<void> => {
  const known: JWK[] = [];
  for (const name of [...services, 'operator']) {
    const file = join(keysFolder(data), `${name}.jwk`);
    if (!existsSync(file)) {
      const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
      writePrivately(file, JSON.stringify(await exportJWK(privateKey)));
    }
    const { d: _private, ...open } = readKey(data, name);
    known.push({ ...open, kid: name, alg: 'EdDSA', use: 'sig' });
  }
  keepReplaced(data, known);
  writePrivately(join(keysFolder(data), publicKeysFile), JSON.stringify({ keys: known }));
};

/** A private key was lost or taken away, and there is a new one: what the old one had signed can still be checked. */
const keepReplaced = (data: string, known: readonly JWK[]): void => {
  const before = isThere(data, publicKeysFile) ? readPublicKeys(data).keys : [];
  const past = readPastKeys(data);
  const replaced = before.filter(({ x }) => ![...known, ...past].some((key) => key.x === x));
  if (replaced.length === 0) return;
  writePrivately(join(keysFolder(data), pastKeysFile), JSON.stringify({ keys: [...past, ...replaced] }));
};

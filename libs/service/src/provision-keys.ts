import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Explained } from '@lethe/running';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { gatherOwnFiles, keysFolder, ownFile } from './own-folder.ts';
import { writeOnce, writePrivately } from './write-privately.ts';

const publicKeysFile = 'services.jwks.json';
/** Keys that were replaced. They prove no caller any more. */
const pastKeysFile = 'past.jwks.json';

/** @throws Explained where nothing was provisioned for it in this folder. */
export const readKey = (data: string, name: string): JWK => {
  const file = ownFile(data, name, 'signing');
  if (!existsSync(file)) throw new Explained(`${name} has no signing key, ${file}. Run: lethe provision keys`);
  return JSON.parse(readFileSync(file, 'utf8')) as JWK;
};
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

/**
 * An Ed25519 key pair for each service and for the operator, and the public keys of all. Idempotent, also where several
 * processes do it at once.
 */
export const provisionKeys = async (data: string, services: readonly string[]): Promise<void> => {
  const known: JWK[] = [];
  for (const name of [...services, 'operator']) known.push(await publicKeyMade(data, name));
  keepReplaced(data, known);
  writePrivately(join(keysFolder(data), publicKeysFile), JSON.stringify({ keys: known }));
};

/** The public part of somebody's key, which is made where there is none. */
export const publicKeyMade = async (data: string, name: string): Promise<JWK> => {
  gatherOwnFiles(data, name);
  const file = ownFile(data, name, 'signing');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    writeOnce(file, JSON.stringify(await exportJWK(privateKey)));
  }
  const { d: _private, ...open } = readKey(data, name);
  return { ...open, kid: name, alg: 'EdDSA', use: 'sig' };
};

export const forgetKey = (data: string, name: string): void => rmSync(ownFile(data, name, 'signing'), { force: true });

/** A private key was lost or taken away, and there is a new one: what the old one had signed can still be checked. */
const keepReplaced = (data: string, known: readonly JWK[]): void => {
  const before = isThere(data, publicKeysFile) ? readPublicKeys(data).keys : [];
  const past = readPastKeys(data);
  const replaced = before.filter(({ x }) => ![...known, ...past].some((key) => key.x === x));
  if (replaced.length === 0) return;
  writePrivately(join(keysFolder(data), pastKeysFile), JSON.stringify({ keys: [...past, ...replaced] }));
};

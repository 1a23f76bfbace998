import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  busContracts,
  identityNames,
  permissionsOf,
  serverAccounts,
  type BusContracts,
  type BusSeed,
} from '@lethe/bus';
import { Explained } from '@lethe/running';
import { nkeys } from '@nats-io/transport-node';
import { gatherOwnFiles, keysFolder, ownFile } from './own-folder.ts';
import { readOutsiders } from './outsiders.ts';
import { writePrivately } from './write-privately.ts';

/** Public parts of the keys of each identity, the newest last. All of them are let in until the older ones are retired. */
type Registry = Readonly<Record<string, readonly string[]>>;

const registryFile = (data: string): string => join(keysFolder(data), 'nats-identities.json');
const seedFile = (data: string, name: string): string => ownFile(data, name, 'bus');

/** What nats-server includes: who is let in, and what each may do. */
export const serverAccountsFile = (data: string): string => join(keysFolder(data), 'nats-accounts.conf');

/** What permissions follow from here: the contracts, and who beside us was let in. */
const contractsIn = (data: string): BusContracts => busContracts(readOutsiders(data));

const namesIn = ({ outsiders }: BusContracts): readonly string[] => [
  ...identityNames,
  ...outsiders.map(({ name }) => name),
];

/** A key for everybody who has none, and the accounts of the server by the contracts. Idempotent. */
export const provisionBusIdentities = (data: string, contracts = contractsIn(data)): void => {
  const registry = registryIn(data);
  const own = namesIn(contracts).map((name) => {
    gatherOwnFiles(data, name);
    const key = existsSync(seedFile(data, name)) ? publicKeyOf(data, name) : madeKey(data, name);
    return [name, [...new Set([...(registry[name] ?? []), key])]] as const;
  });
  keep(data, { ...registry, ...Object.fromEntries(own) }, contracts);
};

/**
 * How somebody proves on the bus who it is; undefined where there is no key, as for who is not provisioned. Read anew at each
 * connection.
 */
export const busSeedOf = (data: string, name: string): BusSeed | undefined => {
  return existsSync(seedFile(data, name)) ? () => seedIn(data, name) : undefined;
};

const seedIn = (data: string, name: string): Uint8Array =>
  new TextEncoder().encode(readFileSync(seedFile(data, name), 'utf8').trim());

const publicKeyOf = (data: string, name: string): string => nkeys.fromSeed(seedIn(data, name)).getPublicKey();

/**
 * A new key beside those of before. Whoever runs takes it at its next connection, so both are let in until the older one is
 * retired.
 */
export const replaceBusKey = (data: string, name: string): void => {
  const registry = registryIn(data);
  keep(data, { ...registry, [name]: [...keysIn(registry, name), madeKey(data, name)] });
};

/** Only the newest key is let in from now on: the server ends the connections that came with another. */
export const retireBusKeys = (data: string, name: string): void => {
  const registry = registryIn(data);
  if (keysIn(registry, name).length > 1) keep(data, { ...registry, [name]: [publicKeyOf(data, name)] });
};

/** Of an outsider: nobody is let in by its name from now on. */
export const forgetBusIdentity = (data: string, name: string): void => {
  const { outsiders } = contractsIn(data);
  keep(data, registryIn(data), busContracts(outsiders.filter((each) => each.name !== name)));
  rmSync(seedFile(data, name), { force: true });
};

const keysIn = (registry: Registry, name: string): readonly string[] => {
  const keys = registry[name];
  if (keys === undefined) throw new Explained(`Nobody on the bus is called ${name}.`);
  return keys;
};

const madeKey = (data: string, name: string): string => {
  const pair = nkeys.createUser();
  writePrivately(seedFile(data, name), new TextDecoder().decode(pair.getSeed()));
  return pair.getPublicKey();
};

const registryIn = (data: string): Registry =>
  existsSync(registryFile(data)) ? (JSON.parse(readFileSync(registryFile(data), 'utf8')) as Registry) : {};

/** The server's file last: whatever it lets in is noted by then. Whoever is nobody any more is in neither. */
const keep = (data: string, registry: Registry, contracts = contractsIn(data)): void => {
  const users = namesIn(contracts).flatMap((name) => {
    const keys = registry[name];
    return keys === undefined ? [] : [{ name, keys, permissions: permissionsOf(name, contracts) }];
  });
  const known = Object.fromEntries(users.map(({ name, keys }) => [name, keys]));
  writeIfChanged(registryFile(data), JSON.stringify(known, undefined, 2));
  writeIfChanged(serverAccountsFile(data), serverAccounts(contracts.plan, users));
};

/** A server reloads whenever its file changes. */
const writeIfChanged = (file: string, text: string): void => {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writePrivately(file, text);
};

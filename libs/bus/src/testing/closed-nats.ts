import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nkeyAuthenticator, nkeys, type NatsConnection } from '@nats-io/transport-node';
import { identityNames } from '../provisioning/identities.ts';
import { permissionsOf, type BusContracts } from '../provisioning/permissions.ts';
import { serverAccounts } from '../provisioning/server-accounts.ts';
import { natsServer, type NatsServer } from '../streams/nats-server.ts';
import { connected } from './connected.ts';
import { startNatsIn } from './own-nats.ts';

/** Two whom no permission lets in: who hears and says anything on the line, and who does anything with JetStream. */
export type Unbounded = Readonly<{ onTheLine: nkeys.KeyPair; inTheStore: nkeys.KeyPair }>;
export const unbounded = (): Unbounded => ({ onTheLine: nkeys.createUser(), inTheStore: nkeys.createUser() });

/** The accounts that provisioning wrote, and those two beside whom it names. */
export const accountsWith = (accounts: string, { onTheLine, inTheStore }: Unbounded): string => {
  const beside = (text: string, account: string, key: nkeys.KeyPair): string =>
    text.replace(new RegExp(`(\\n {2}${account} \\{[^]*?users: \\[\\n)`), `$1      { nkey: ${key.getPublicKey()} }\n`);
  return beside(beside(accounts, 'LETHE', onTheLine), 'LETHE_STREAMS', inTheStore);
};

export const connectedBy = (url: string, key: nkeys.KeyPair, settings: object = {}): Promise<NatsConnection> =>
  connected({ servers: url, authenticator: nkeyAuthenticator(key.getSeed()), ...settings });

/** Keys for each of ours, and what a nats-server includes that lets them in by these contracts, as provisioning makes it. */
export const identitiesBy = (contracts: BusContracts) => {
  const keys = new Map(identityNames.map((name) => [name, nkeys.createUser()]));
  const users = [...keys].map(([name, key]) => ({
    name,
    keys: [key.getPublicKey()],
    permissions: permissionsOf(name, contracts),
  }));
  const beside = unbounded();
  return {
    accounts: accountsWith(serverAccounts(contracts.plan, users), beside),
    beside,
    seedOf: (name: string): Uint8Array => seedOf(keys.get(name), name),
  };
};

/** A nats-server of the test's own that lets in each of ours as itself, by these contracts (EVT-5). */
export const closedNats = async (contracts: BusContracts) => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-nats-'));
  const { accounts, beside, ...identities } = identitiesBy(contracts);
  const file = join(directory, 'accounts.conf');
  writeFileSync(file, accounts);
  const server = await startNatsIn(join(directory, 'data'), { accounts: file });
  return {
    url: server.url,
    pid: server.child.pid,
    /** @param url over another line to the same server. */
    /** At a line of its own as services are; else with more patience, since a machine that runs tests is busy. */
    at: (name: string, line?: string): NatsServer => ({
      ...natsServer(name, line ?? server.url, {}, () => identities.seedOf(name)),
      ...(line === undefined ? { timeout: 20_000 } : {}),
    }),
    /** For a process of its own that enters as that one. */
    environmentOf: (name: string) => ({
      LETHE_NATS_URL: server.url,
      TEST_NATS_SEED: new TextDecoder().decode(identities.seedOf(name)),
    }),
    onTheLine: beside.onTheLine,
    /** Somebody who stands on the line itself. */
    tap: (settings: object = {}): Promise<NatsConnection> => connectedBy(server.url, beside.onTheLine, settings),
    /** Somebody who may do anything with streams and durables. */
    store: (): Promise<NatsConnection> => connectedBy(server.url, beside.inTheStore),
    stop: async (): Promise<void> => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
export type ClosedNats = Awaited<ReturnType<typeof closedNats>>;

const seedOf = (key: nkeys.KeyPair | undefined, name: string): Uint8Array => {
  if (key === undefined) throw new Error(`Nobody here is called ${name}.`);
  return key.getSeed();
};

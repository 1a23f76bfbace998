import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsServer, type BusContracts, type NatsServer, type Outsider } from '@lethe/bus';
import { PermissionViolationError, type NatsConnection } from '@nats-io/transport-node';
import { accountsWith, connectedBy, unbounded, type Unbounded } from '../../../bus/src/testing/closed-nats.ts';
import { connected } from '../../../bus/src/testing/connected.ts';
import { startNatsIn } from '../../../bus/src/testing/own-nats.ts';
import { admitOutsider } from '../admit-outsider.ts';
import { busSeedOf, provisionBusIdentities, serverAccountsFile } from '../bus-identities.ts';

type Closed = Readonly<{
  outsiders?: readonly Outsider[];
  /** Ours, and those of the test's own; ours alone when absent. */
  contracts?: BusContracts;
  /** Somebody stands on the line itself, and somebody in the store. */
  tapped?: true;
}>;

/** A nats-server that lets in whom provisioning names, and outsiders, as it stands in a data folder of the test's own, and nobody else. */
export const closedBus = async ({ outsiders = [], contracts, tapped }: Closed = {}) => {
  const data = mkdtempSync(join(tmpdir(), 'lethe-bus-'));
  provisionBusIdentities(data, contracts);
  for (const each of outsiders) await admitOutsider(data, each);
  const beside = unbounded();
  const accounts = tapped ? tappedBy(beside, data) : serverAccountsFile(data);
  const server = await startNatsIn(join(data, 'nats'), { accounts });
  const opened: NatsConnection[] = [];
  /** At a line of its own as services are; else with more patience, since a machine that runs tests is busy. */
  const at = (name: string, line?: string): NatsServer => ({
    ...natsServer(name, line ?? server.url, {}, busSeedOf(data, name)),
    ...(line === undefined ? { timeout: 20_000 } : {}),
  });
  return {
    data,
    url: server.url,
    at,
    /** Somebody who hears all that passes and may say anything, as no permission lets anybody; only where it is `tapped`. */
    tap: (settings: object = {}): Promise<NatsConnection> => connectedBy(server.url, beside.onTheLine, settings),
    /** Somebody who may do anything with streams and durables; only where it is `tapped`. */
    store: (): Promise<NatsConnection> => connectedBy(server.url, beside.inTheStore),
    connect: async (name: string, settings: object = {}): Promise<NatsConnection> => {
      const connection = await connected({ ...at(name), ...settings });
      opened.push(connection);
      return connection;
    },
    /** Ends what was connected here. */
    hangUp: async (): Promise<void> => {
      await Promise.all(opened.splice(0).map((connection) => connection.close()));
    },
    /** Brings who is let in by now to a server that is tapped. */
    letInAnew: (): void => void (tapped && tappedBy(beside, data)),
    /** The server alone: what it kept stays. */
    stopServer: async (): Promise<void> => void (await server.stop()),
    stop: async (): Promise<void> => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
};

/** @returns a file with who stands beside those whom provisioning names; it does not change with theirs. */
const tappedBy = (beside: Unbounded, data: string): string => {
  const file = join(data, 'tapped-accounts.conf');
  writeFileSync(file, accountsWith(readFileSync(serverAccountsFile(data), 'utf8'), beside));
  return file;
};

/** What the server has refused a connection, as it says so: to publish, or to subscribe to, which subject. */
export const refusalsOf = (connection: NatsConnection) => {
  const refused: PermissionViolationError[] = [];
  const status = connection.status();
  void (async () => {
    for await (const each of status)
      if (each.type === 'error' && each.error instanceof PermissionViolationError) refused.push(each.error);
  })();
  const of = async (operation: 'publish' | 'subscription'): Promise<readonly string[]> => {
    await connection.flush();
    return refused
      .filter((each) => each.operation === operation)
      .map(({ subject, queue }) => [subject, queue].join(' ').trim());
  };
  return { published: () => of('publish'), subscribed: () => of('subscription') };
};

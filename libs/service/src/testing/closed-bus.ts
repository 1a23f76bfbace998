import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsServer, type NatsServer, type Outsider } from '@lethe/bus';
import {
  connect,
  nkeyAuthenticator,
  nkeys,
  PermissionViolationError,
  type NatsConnection,
} from '@nats-io/transport-node';
import { startNatsIn } from '../../../bus/src/testing/own-nats.ts';
import { admitOutsider } from '../admit-outsider.ts';
import { busSeedOf, provisionBusIdentities, serverAccountsFile } from '../bus-identities.ts';

type Closed = Readonly<{
  outsiders?: readonly Outsider[];
  /** Somebody stands on the line itself. */
  tapped?: true;
}>;

/** A nats-server that lets in whom provisioning names, and outsiders, as it stands in a data folder of the test's own, and nobody else. */
export const closedBus = async ({ outsiders = [], tapped }: Closed = {}) => {
  const data = mkdtempSync(join(tmpdir(), 'lethe-bus-'));
  provisionBusIdentities(data);
  for (const each of outsiders) await admitOutsider(data, each);
  const onTheLine = nkeys.createUser();
  const accounts = tapped ? tappedBy(onTheLine, data) : serverAccountsFile(data);
  const server = await startNatsIn(join(data, 'nats'), { accounts });
  const opened: NatsConnection[] = [];
  const at = (name: string): NatsServer => natsServer(name, server.url, {}, busSeedOf(data, name));
  return {
    data,
    url: server.url,
    at,
    /** Somebody who hears all that passes and may say anything, as no permission lets anybody; only where it is `tapped`. */
    tap: (): Promise<NatsConnection> =>
      connect({ servers: server.url, authenticator: nkeyAuthenticator(onTheLine.getSeed()) }),
    connect: async (name: string, settings: object = {}): Promise<NatsConnection> => {
      const connection = await connect({ ...at(name), ...settings });
      opened.push(connection);
      return connection;
    },
    /** Ends what was connected here. */
    hangUp: async (): Promise<void> => {
      await Promise.all(opened.splice(0).map((connection) => connection.close()));
    },
    stop: async (): Promise<void> => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
};

/** @returns a file with who stands on the line beside those whom provisioning names; it does not change with theirs. */
const tappedBy = (onTheLine: nkeys.KeyPair, data: string): string => {
  const file = join(data, 'tapped-accounts.conf');
  const users = /(\n {2}LETHE \{[^]*?users: \[\n)/;
  const text = readFileSync(serverAccountsFile(data), 'utf8');
  writeFileSync(file, text.replace(users, `$1      { nkey: ${onTheLine.getPublicKey()} }\n`));
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

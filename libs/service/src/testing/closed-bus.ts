import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsServer, type NatsServer, type Outsider } from '@lethe/bus';
import { connect, PermissionViolationError, type NatsConnection } from '@nats-io/transport-node';
import { startNatsIn } from '../../../bus/src/testing/own-nats.ts';
import { admitOutsider } from '../admit-outsider.ts';
import { busSeedOf, provisionBusIdentities, serverAccountsFile } from '../bus-identities.ts';

/** A nats-server that lets in whom provisioning names, and outsiders, as it stands in a data folder of the test's own, and nobody else. */
export const closedBus = async (outsiders: readonly Outsider[] = []) => {
  const data = mkdtempSync(join(tmpdir(), 'lethe-bus-'));
  provisionBusIdentities(data);
  for (const each of outsiders) await admitOutsider(data, each);
  const server = await startNatsIn(join(data, 'nats'), { accounts: serverAccountsFile(data) });
  const opened: NatsConnection[] = [];
  const at = (name: string): NatsServer => natsServer(name, server.url, {}, busSeedOf(data, name));
  return {
    data,
    url: server.url,
    at,
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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  busPlan,
  keyringOf,
  NatsCalls,
  natsServer,
  provisionBus,
  serveCalls,
  type Clock,
  type Keyring,
} from '@lethe/bus';
import { serviceNames, type ServiceName } from '@lethe/contracts';
import { clockOf, provisionDatabases, provisionKeys, readKey, readPublicKeys, startService } from '@lethe/service';
import { quiet } from '@lethe/testing';
import type { JSONWebKeySet } from 'jose';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Type } from '@nestjs/common';
import { ownNats } from '../../../../libs/bus/src/testing/own-nats.ts';
import { cancellation } from '../cancellation.definition.ts';
import * as standIns from './neighbours.ts';

type Server = Readonly<{ url: string; stop: () => Promise<unknown>; discard: () => void }>;
type Starting = Readonly<{
  startPostgres: (at: Readonly<{ directory: string; durable: boolean }>) => Promise<Server>;
}>;

const ownPostgres = async (directory: string): Promise<Server> => {
  const scripts = new URL('../../../../scripts/postgres.mjs', import.meta.url).href;
  const { startPostgres } = (await import(scripts)) as Starting;
  return startPostgres({ directory, durable: false });
};

/** Subjects of everything the service publishes about an account, in order. */
const publishedOn = (connection: NatsConnection) => {
  const subjects: string[] = [];
  for (const subject of ['lethe.evt.cancellation.>', 'lethe.clr.>'])
    connection.subscribe(subject, { callback: (_error, message) => void subjects.push(message.subject) });
  return (accountId: string): readonly string[] =>
    subjects.filter((subject) => subject.includes(accountId)).map((subject) => subject.replace(accountId, '<account>'));
};

const controllers: Readonly<Partial<Record<ServiceName, Type | readonly Type[]>>> = {
  identity: [standIns.IdentityStandIn, standIns.StopCodeStandIn],
  session: standIns.SessionStandIn,
  'workspace-ownership': standIns.OwnershipStandIn,
  ticketing: standIns.TicketingStandIn,
  mfa: standIns.MfaStandIn,
  notification: standIns.NotificationStandIn,
};

/** Keys of all services, and calls as any of them. */
const identities = async (data: string, natsUrl: string, clock: Clock) => {
  await provisionKeys(data, serviceNames);
  const known: JSONWebKeySet = readPublicKeys(data);
  const opened: { close: () => Promise<void> }[] = [];
  const keyringFor = (name: ServiceName): Promise<Keyring> =>
    keyringOf({ name, own: readKey(data, name), known, clock });
  return {
    opened,
    publicKeys: known,
    keyringFor,
    callsOf: async (name: ServiceName): Promise<NatsCalls> => {
      const calls = new NatsCalls({
        nats: natsServer(name, natsUrl),
        keyring: await keyringFor(name),
        clock,
        log: quiet,
      });
      await calls.connect();
      opened.push(calls);
      return calls;
    },
  };
};

/** PostgreSQL and NATS of the test's own, keys, streams, a clock to move, and stand-ins for the other services. */
export const surroundings = async () => {
  const data = mkdtempSync(join(tmpdir(), 'lethe-cancellation-'));
  const [postgres, nats] = await Promise.all([ownPostgres(join(data, 'postgres')), ownNats()]);
  const clockFile = join(data, 'clock');
  const setClock = (text: string): void => writeFileSync(clockFile, text);
  setClock('+0s');
  const clock = clockOf({ LETHE_CLOCK_FILE: clockFile, LETHE_MODE: 'test' });
  const { opened, publicKeys, keyringFor, callsOf } = await identities(data, nats.url, clock);
  await provisionDatabases(postgres.url, data, ['cancellation']);
  const connection = await connect({ servers: nats.url });
  await provisionBus(await jetstreamManager(connection, { timeout: 15_000 }), busPlan());
  for (const [service, controller] of Object.entries(controllers) as [ServiceName, Type | Type[]][]) {
    const at = {
      nats: natsServer(service, nats.url),
      controllers: [controller].flat(),
      keyring: await keyringFor(service),
    };
    opened.push(await serveCalls({ service, ...at, clock, log: quiet }));
  }
  const environment = {
    LETHE_POSTGRES_URL: postgres.url,
    LETHE_NATS_URL: nats.url,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
    LETHE_CLOCK_FILE: clockFile,
  };
  const stop = async (): Promise<void> => {
    for (const each of opened) await each.close();
    await connection.close();
    await nats.stop();
    await postgres.stop();
    postgres.discard();
    rmSync(data, { recursive: true, force: true });
  };
  /** A replica of the service, whole. */
  const start = (settings: Readonly<Record<string, string>> = {}) =>
    startService(cancellation as never, { ...environment, ...settings });
  return { clock, setClock, publicKeys, keyringFor, callsOf, start, published: publishedOn(connection), stop };
};
export type Surroundings = Awaited<ReturnType<typeof surroundings>>;

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  busPlan,
  keyringOf,
  NatsCalls,
  provisionBus,
  serveCalls,
  type Clock,
  type Keyring,
  type Outsider,
} from '@lethe/bus';
import { serviceNames, type ServiceName } from '@lethe/contracts';
import {
  admitOutsider,
  clockOf,
  provisionDatabases,
  provisionKeys,
  readKey,
  readPublicKeys,
  startService,
} from '@lethe/service';
import { quiet } from '@lethe/testing';
import type { JSONWebKeySet } from 'jose';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Type } from '@nestjs/common';
import { closedBus } from '../../../../libs/service/src/testing/closed-bus.ts';
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

type Bus = Awaited<ReturnType<typeof closedBus>>;

/** Keys of all services, and calls as any of them. */
const identities = async ({ data, at }: Bus, clock: Clock) => {
  await provisionKeys(data, serviceNames);
  const known: JSONWebKeySet = readPublicKeys(data);
  const opened: { close: () => Promise<void> }[] = [];
  const keyringFor = (name: string): Promise<Keyring> => keyringOf({ name, own: readKey(data, name), known, clock });
  return {
    opened,
    publicKeys: known,
    keyringFor,
    /** @param over whose key of the bus it comes with, where that is not its own. */
    callsOf: async (name: string, over = name): Promise<NatsCalls> => {
      const calls = new NatsCalls({
        nats: at(over),
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

/** PostgreSQL and NATS of the test's own, which each enters as itself, keys, streams, a clock to move, and stand-ins for the other services. */
export const surroundings = async () => {
  const bus = await closedBus({ tapped: true });
  const { data } = bus;
  const postgres = await ownPostgres(join(data, 'postgres'));
  const clockFile = join(data, 'clock');
  const setClock = (text: string): void => writeFileSync(clockFile, text);
  setClock('+0s');
  const clock = clockOf({ LETHE_CLOCK_FILE: clockFile, LETHE_MODE: 'test' });
  const { opened, publicKeys, keyringFor, callsOf } = await identities(bus, clock);
  await provisionDatabases(postgres.url, data, ['cancellation']);
  const [provisioner, everything] = [await bus.connect('provisioner'), await bus.tap()];
  await provisionBus(await jetstreamManager(provisioner, { checkAPI: false, timeout: 15_000 }), busPlan());
  for (const [service, controller] of Object.entries(controllers) as [ServiceName, Type | Type[]][]) {
    const at = { nats: bus.at(service), controllers: [controller].flat(), keyring: await keyringFor(service) };
    opened.push(await serveCalls({ service, ...at, clock, log: quiet }));
  }
  const environment = {
    LETHE_POSTGRES_URL: postgres.url,
    LETHE_NATS_URL: bus.url,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
    LETHE_CLOCK_FILE: clockFile,
  };
  const stop = async (): Promise<void> => {
    for (const each of opened) await each.close();
    await everything.close();
    await bus.hangUp();
    await postgres.stop();
    postgres.discard();
    await bus.stop();
  };
  /** A replica of the service, whole. */
  const start = (settings: Readonly<Record<string, string>> = {}) =>
    startService(cancellation as never, { ...environment, ...settings });
  const letIn = (outsider: Outsider) => admitOutsider(data, outsider);
  return {
    data,
    clock,
    setClock,
    publicKeys,
    keyringFor,
    callsOf,
    letIn,
    start,
    published: publishedOn(everything),
    stop,
  };
};
export type Surroundings = Awaited<ReturnType<typeof surroundings>>;

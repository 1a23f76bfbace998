import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { busPlan, keyringOf, NatsCalls, provisionBus, serveCalls, type Keyring } from '@lethe/bus';
import { clearingSubject, serviceNames, type ClearingRequest, type ServiceName } from '@lethe/contracts';
import { eventually, fixedClock, quiet } from '@lethe/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { Type } from '@nestjs/common';
import pg from 'pg';
import { databasesOf, roleOf } from '../databases.ts';
import { provisionDatabases } from '../provision-databases.ts';
import { replaceBusKey, retireBusKeys } from '../bus-identities.ts';
import { forgetKey, provisionKeys, readKey, readPublicKeys } from '../provision-keys.ts';
import { startService } from '../start-service.ts';
import { closedBus } from './closed-bus.ts';

type Definition = Parameters<typeof startService>[0];
type Neighbours = Readonly<Partial<Record<ServiceName, readonly Type[]>>>;

/** A superuser's, who sees what the service's own role sees. */
const withSchemas = (url: URL, name: ServiceName): string => {
  url.searchParams.set('options', `-c search_path=${roleOf(name)},public`);
  return url.href;
};

/** Keys, databases and streams as provisioning makes them, on a nats-server that each enters as itself, and a clock that stands still. */
const provisioned = async (name: ServiceName, at: string) => {
  const server = process.env['LETHE_TEST_PG'] ?? '';
  const bus = await closedBus({ tapped: true });
  const { data } = bus;
  await provisionKeys(data, serviceNames);
  await provisionDatabases(server, data, [name]);
  const provisioner = await bus.connect('provisioner');
  await provisionBus(await jetstreamManager(provisioner, { checkAPI: false, timeout: 15_000 }), busPlan());
  const clockFile = join(data, 'clock');
  const clock = fixedClock(at);
  writeFileSync(clockFile, clock.now());
  const environment = {
    LETHE_POSTGRES_URL: server,
    LETHE_NATS_URL: bus.url,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
    LETHE_CLOCK_FILE: clockFile,
  };
  return {
    data,
    bus,
    environment,
    databaseUrl: withSchemas(new URL(`/${databasesOf(name)[0]}`, server), name),
    now: clock.now,
    /** For the service and its neighbours alike. */
    advance: (by: Parameters<typeof clock.advance>[0]): void => {
      clock.advance(by);
      writeFileSync(clockFile, clock.now());
    },
    close: async (): Promise<void> => {
      await bus.hangUp();
      await bus.stop();
    },
  };
};

type Provisioned = Awaited<ReturnType<typeof provisioned>>;

/** What the others have: their keys, their calls, and controllers that stand in for what they would answer. */
const neighbourhood = ({ data, bus, now }: Provisioned) => {
  const keyringFor = (name: ServiceName, own = readKey(data, name)) =>
    keyringOf({ name, own, known: readPublicKeys(data), clock: now });
  const opened: NatsCalls[] = [];
  return {
    keyringFor,
    /** @param over whose key of the bus it comes with, where that is not its own. */
    callsOf: async (name: ServiceName, over = name): Promise<NatsCalls> => {
      const calls = new NatsCalls({
        nats: bus.at(over),
        keyring: await keyringFor(name),
        clock: now,
        log: quiet,
      });
      opened.push(calls);
      await calls.connect();
      return calls;
    },
    closeCalls: async (): Promise<void> => {
      await Promise.all(opened.map((calls) => calls.close()));
    },
    serve: async (service: ServiceName, controllers: readonly Type[], keyring?: Keyring) =>
      serveCalls({
        service,
        nats: bus.at(service),
        controllers,
        keyring: keyring ?? (await keyringFor(service)),
        clock: now,
        log: quiet,
      }),
  };
};

/** New keys to sign with and for the bus, and the ones before retired, as the operator does. */
const rotateKeys = async ({ data, bus }: Provisioned, names: readonly ServiceName[]): Promise<void> => {
  for (const name of names) forgetKey(data, name);
  await provisionKeys(data, serviceNames);
  for (const name of names) replaceBusKey(data, name);
  for (const name of names) retireBusKeys(data, name);
  bus.letInAnew();
  for (const name of names) await eventually(async () => (await bus.connect(name)).close());
};

type Said = Readonly<{ subject: string; type: string; id: string; entityId: string; data: object }>;

/** Says it as cancellation does: in its stream, where the service's own consumer finds it. */
const publish = async ({ bus, now }: Provisioned, { subject, type, id, entityId, data }: Said): Promise<void> => {
  const cancellation = await bus.connect('cancellation');
  const common = { specversion: '1.0', source: 'lethe/neighbour', datacontenttype: 'application/json' };
  const body = { ...common, id, type, subject: entityId, time: now(), data };
  const carried = headers();
  const place = { 'Lethe-Epoch': 'e', 'Lethe-Position': '1', 'Lethe-Index': '0', 'Lethe-Correlation': id };
  for (const [header, value] of Object.entries(place)) carried.set(header, value);
  await jetstream(cancellation).publish(subject, JSON.stringify(body), { headers: carried });
};

const clearingOf = (request: ClearingRequest): Said => ({
  subject: clearingSubject(request.participant, request.accountId, 'requested'),
  type: 'lethe.clearing.requested.v1',
  id: request.cancellationId,
  entityId: request.accountId,
  data: request,
});

/**
 * A service, started for real on databases and a nats-server of the test's own, with stand-ins at the other end of its
 * calls. Its databases are dropped by nobody: run one test file for each service.
 */
export const amongNeighbours = async (definition: Definition, at: string, neighbours: Neighbours) => {
  const ground = await provisioned(definition.name, at);
  const { keyringFor, callsOf, closeCalls, serve } = neighbourhood(ground);
  const standing = new Map<ServiceName, Awaited<ReturnType<typeof serve>>>();
  for (const [name, controllers] of Object.entries(neighbours))
    standing.set(name as ServiceName, await serve(name as ServiceName, controllers));
  let running = await startService(definition, ground.environment);
  const pool = new pg.Pool({ connectionString: ground.databaseUrl, max: 2 });
  return {
    gateway: await callsOf('gateway'),
    cancellation: await callsOf('cancellation'),
    callsOf,
    keyringFor,
    pool,
    /** Somebody who stands on the line itself. */
    stranger: ground.bus.tap,
    /** Whoever has the key of that one for the bus. */
    holderOfKey: (name: ServiceName) => ground.bus.connect(name),
    now: ground.now,
    advance: ground.advance,
    clear: (request: ClearingRequest) => publish(ground, clearingOf(request)),
    /** Starts it again with other settings. */
    restart: async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
      await running.stop();
      running = await startService(definition, { ...ground.environment, ...settings });
    },
    /** Is away while that happens, and starts again. */
    away: async (meanwhile: () => Promise<void>): Promise<void> => {
      await running.stop();
      await meanwhile();
      running = await startService(definition, ground.environment);
    },
    rotateKeys: (...names: readonly ServiceName[]) => rotateKeys(ground, names),
    signingKeyOf: (name: ServiceName) => readKey(ground.data, name),
    /** Answers in that neighbour's place from now on, with whichever keys. */
    answerAs: async (name: ServiceName, controllers: readonly Type[], keyring: Keyring): Promise<void> => {
      await standing.get(name)?.close();
      standing.set(name, await serve(name, controllers, keyring));
    },
    stop: async (): Promise<void> => {
      await running.stop();
      await closeCalls();
      await Promise.all([...standing.values()].map((each) => each.close()));
      await pool.end();
      await ground.close();
    },
  };
};

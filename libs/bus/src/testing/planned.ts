import { durableOf, streamOf, type Call, type Durable } from '@lethe/contracts';
import { jetstreamManager } from '@nats-io/jetstream';
import { busPlan, type BusPlan } from '../provisioning/bus-plan.ts';
import { provisionBus } from '../provisioning/keep-bus.ts';
import { busContracts, type BusContracts } from '../provisioning/permissions.ts';
import type { NatsServer } from '../streams/nats-server.ts';
import { connected } from './connected.ts';
import { Renamed } from './event-log.ts';

/** Of the reaction that most tests here have. */
export const noteRenamed: Durable = durableOf({
  consumer: 'session',
  purpose: 'note',
  from: 'identity',
  to: [Renamed],
});

/** What the contracts say, with durables of the test's own, and streams from which it may take messages away. */
export const planWith = (...own: readonly Durable[]): BusPlan => {
  const { streams, durables } = busPlan();
  return { streams: streams.map((stream) => ({ ...stream, erasable: true })), durables: [...durables, ...own] };
};

/** What permissions follow from where a test has calls and durables of its own beside ours. */
export const contractsWith = (
  calls: readonly Pick<Call, 'subject' | 'callers'>[],
  ...own: readonly Durable[]
): BusContracts => {
  const ours = busContracts();
  return { ...ours, plan: planWith(...own), calls: [...ours.calls, ...calls] };
};

/** That plan, as far as these services' streams go: a test that starts a server each time waits for no more. */
export const planOf = (services: readonly string[], ...own: readonly Durable[]): BusPlan => {
  const { streams, durables } = planWith(...own);
  const named = new Set(services.map(streamOf));
  return {
    streams: streams.filter(({ name }) => named.has(name)),
    durables: durables.filter(({ stream }) => named.has(stream)),
  };
};

/** Makes what is planned on that server, as the provisioner does. */
export const provisionedOn = async (provisioner: NatsServer, plan: BusPlan): Promise<void> => {
  const connection = await connected(provisioner);
  try {
    await provisionBus(await jetstreamManager(connection, { checkAPI: false, timeout: 15_000 }), plan);
  } finally {
    await connection.close();
  }
};

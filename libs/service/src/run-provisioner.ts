import { busPlan, keeperOfBus, provisionBus, provisionerName, smallStream, type BusPlan } from '@lethe/bus';
import { stopAll } from '@lethe/running';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { loggerOf } from './logging.ts';
import { assertClosed, natsOf } from './nats-of.ts';
import { readOutsiders } from './outsiders.ts';
import { natsHosts, reached } from './reaching.ts';
import { parsedSettings } from './read-settings.ts';
import { generalSettings } from './settings.ts';
import { endedBus, type RunningService } from './start-service.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** It keeps nothing: no database, no keys but its own. */
const provisionerSettings = generalSettings.pick({
  LETHE_NATS_URL: true,
  LETHE_NATS_CA_FILE: true,
  LETHE_NATS_CERTIFICATE_FILE: true,
  LETHE_NATS_KEY_FILE: true,
  LETHE_WITHOUT_TLS: true,
  LETHE_NATS_REPLICAS: true,
  LETHE_START_PATIENCE_SECONDS: true,
  LETHE_DATA: true,
  LETHE_MODE: true,
  LETHE_LOG_LEVEL: true,
});

const opened = async (environment: Environment) => {
  const settings = parsedSettings(provisionerName, provisionerSettings, environment);
  const logger = loggerOf(provisionerName, settings);
  const { LETHE_NATS_URL: urls, LETHE_START_PATIENCE_SECONDS: seconds } = settings;
  const { LETHE_NATS_REPLICAS: replicas, LETHE_DATA: data } = settings;
  const plan = (): BusPlan => busPlan({ ...smallStream, replicas }, readOutsiders(data));
  const nats = await reached(`NATS at ${natsHosts(urls)}`, { patienceMs: seconds * 1_000, logger }, async () => {
    const connection = await connect(natsOf(provisionerName, settings));
    return provisionedOn(connection, plan(), settings.LETHE_MODE);
  });
  return { nats, plan, logger };
};

/** A cluster that is just being formed has no leader yet: that passes. */
const provisionedOn = async (nats: NatsConnection, plan: BusPlan, mode: string): Promise<NatsConnection> => {
  try {
    assertClosed(nats, mode);
    await provisionBus(await jetstreamManager(nats, { checkAPI: false }), plan);
    return nats;
  } catch (error) {
    await nats.close();
    throw error;
  }
};

/** Makes the streams and durables that are missing. @throws Explained where the server sets one up otherwise (B7). */
export const provisionBusOnce = async (environment: Environment): Promise<void> => {
  const { nats } = await opened(environment);
  await nats.close();
};

/** Keeps streams and durables as the contracts say, for ever: one that is lost is made again, whoever needs it waits. */
export const startProvisioner = async (environment: Environment): Promise<RunningService> => {
  const { nats, plan, logger } = await opened(environment);
  const keeper = keeperOfBus({ nats, plan, log: logger });
  keeper.start();
  logger.info('Started.');
  const stops = [
    { name: 'the keeper of the bus', stop: () => keeper.stop() },
    { name: 'the bus', stop: () => endedBus(nats) },
  ];
  let stopping: Promise<void> | undefined;
  return { name: provisionerName, url: undefined, stop: () => (stopping ??= stopAll(stops, logger)) };
};

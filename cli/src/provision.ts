import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { natsServer, provisionStreams, smallStream } from '@lethe/bus';
import { generalSettings, provisionDatabases, provisionKeys } from '@lethe/service';
import { environmentHere, leaveNote } from './environment.ts';
import { services } from './services.ts';
import { UsageError } from './usage.ts';

/** Makes what services may not make for themselves: databases and roles, key pairs, streams. Does nothing twice. */
export const provision = async (): Promise<void> => {
  const environment = environmentHere();
  const { LETHE_POSTGRES_URL: postgres, LETHE_NATS_URL: nats, LETHE_DATA: data } = environment;
  if (postgres === undefined || nats === undefined || data === undefined)
    throw new UsageError('Set LETHE_POSTGRES_URL (as somebody who may make databases), LETHE_NATS_URL and LETHE_DATA.');
  const names = services.map(({ name }) => name);
  await provisionKeys(data, names);
  await Promise.all([provisionDatabases(postgres, data, names), provisionBus(nats, names, environment)]);
  leaveNote(environment);
};

const busSettings = generalSettings.pick({ LETHE_NATS_REPLICAS: true });

const provisionBus = async (
  urls: string,
  names: Parameters<typeof provisionStreams>[1],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  const { LETHE_NATS_REPLICAS: replicas } = busSettings.parse(environment);
  const connection = await connect(natsServer('provision', urls));
  try {
    await provisionStreams(await jetstreamManager(connection), names, { ...smallStream, replicas });
  } finally {
    await connection.close();
  }
};

import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { provisionStreams, smallStream } from '@lethe/bus';
import { generalSettings, natsOf, provisionDatabases, provisionKeys } from '@lethe/service';
import { environmentHere, leaveNote } from './environment.ts';
import { serviceNames } from './services.ts';
import { UsageError } from './usage.ts';

/** Makes what services may not make for themselves: databases and roles, key pairs, streams. Does nothing twice. */
export const provision = async (): Promise<void> => {
  const environment = environmentHere();
  const { LETHE_POSTGRES_URL: postgres, LETHE_NATS_URL: nats, LETHE_DATA: data } = environment;
  if (postgres === undefined || nats === undefined || data === undefined)
    throw new UsageError('Set LETHE_POSTGRES_URL (as somebody who may make databases), LETHE_NATS_URL and LETHE_DATA.');
  await provisionKeys(data, serviceNames);
  await Promise.all([
    provisionDatabases(postgres, data, serviceNames),
    provisionBus({ ...environment, LETHE_NATS_URL: nats }),
  ]);
  leaveNote(environment);
};

const busSettings = generalSettings.pick({ LETHE_NATS_REPLICAS: true });

const provisionBus = async (
  environment: Readonly<{ LETHE_NATS_URL: string; LETHE_NATS_REPLICAS?: string }>,
): Promise<void> => {
  const { LETHE_NATS_REPLICAS: replicas } = busSettings.parse(environment);
  const connection = await connect(natsOf('provision', environment));
  try {
    await provisionStreams(await jetstreamManager(connection), serviceNames, { ...smallStream, replicas });
  } finally {
    await connection.close();
  }
};

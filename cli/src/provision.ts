import { provisionBusOnce, provisionDatabases, provisionKeys } from '@lethe/service';
import { environmentHere, leaveNote } from './environment.ts';
import { serviceNames } from './services.ts';
import { UsageError } from './usage.ts';

/** Makes what services may not make for themselves: databases and roles, key pairs, streams and durables. Does nothing twice. */
export const provision = async (): Promise<void> => {
  const environment = environmentHere();
  const { LETHE_POSTGRES_URL: postgres, LETHE_NATS_URL: nats, LETHE_DATA: data } = environment;
  if (postgres === undefined || nats === undefined || data === undefined)
    throw new UsageError('Set LETHE_POSTGRES_URL (as somebody who may make databases), LETHE_NATS_URL and LETHE_DATA.');
  await provisionKeys(data, serviceNames);
  await Promise.all([provisionDatabases(postgres, data, serviceNames), provisionBusOnce(environment)]);
  leaveNote(environment);
};

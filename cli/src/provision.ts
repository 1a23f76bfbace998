import {
  provisionBusIdentities,
  provisionBusOnce,
  provisionDatabases,
  provisionKeys,
  provisionMasterKeys,
} from '@lethe/service';
import { environmentHere, leaveNote } from './environment.ts';
import { serviceNames } from './services.ts';
import { UsageError } from './usage.ts';

/**
 * Makes what services may not make for themselves: keys and identities, then databases and roles, streams and durables.
 * Does nothing twice.
 */
export const provision = async ([what, ...rest]: readonly string[] = []): Promise<void> => {
  if (rest.length > 0 || (what !== undefined && what !== 'keys')) throw new UsageError('Say: lethe provision [keys]');
  const environment = environmentHere();
  const { LETHE_DATA: data } = environment;
  if (data === undefined) throw new UsageError('Set LETHE_DATA.');
  await provisionKeys(data, serviceNames);
  if ((environment['LETHE_MASTER_KEY'] ?? 'file') === 'file') await provisionMasterKeys(data, serviceNames);
  provisionBusIdentities(data);
  if (what === undefined) await provisionServers(environment, data);
};

const provisionServers = async (environment: ReturnType<typeof environmentHere>, data: string): Promise<void> => {
  const { LETHE_POSTGRES_URL: postgres, LETHE_NATS_URL: nats } = environment;
  if (postgres === undefined || nats === undefined)
    throw new UsageError('Set LETHE_POSTGRES_URL (as somebody who may make databases), LETHE_NATS_URL and LETHE_DATA.');
  await Promise.all([provisionDatabases(postgres, data, serviceNames), provisionBusOnce(environment)]);
  leaveNote(environment);
};

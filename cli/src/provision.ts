import { provisionDatabases, provisionKeys, provisionStreams } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { services } from './services.ts';

/** Makes what services may not make for themselves: databases and roles, key pairs, streams and consumers. Idempotent. */
export const provision = async (): Promise<void> => {
  const { LETHE_POSTGRES_URL: postgres, LETHE_NATS_URL: nats, LETHE_DATA: data } = environmentHere();
  const names = services.map(({ name }) => name);
  await provisionKeys(data ?? '', names);
  await provisionDatabases(postgres ?? '', names);
  await provisionStreams(nats ?? '', services);
};

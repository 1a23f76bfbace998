import type { Keeping } from '@lethe/sealing';
import { openKeyStore } from '@lethe/service';
import { environmentHere } from './environment.ts';
import type { ServiceName } from './services.ts';

/** With a service's keys, as it has them itself. */
export const withKeys = async (service: ServiceName, work: (store: Keeping) => Promise<void>): Promise<void> => {
  const { close, ...store } = await openKeyStore(service, environmentHere());
  try {
    await work(store);
  } finally {
    await close();
  }
};

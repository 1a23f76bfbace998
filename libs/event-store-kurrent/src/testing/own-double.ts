import { afterEach } from '@jest/globals';
import { connect, type Connection } from '../connection.ts';
import { eventStoreOn } from '../kurrent-event-store.ts';
import { kurrentDouble } from './kurrent-double.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A double of the test's own. */
export const ownDouble = async (...options: Parameters<typeof kurrentDouble>) => {
  const double = await kurrentDouble(...options);
  endings.push(double.kill);
  return double;
};

/**
 * A store of the log `words` with a connection of its own, as another process has it. Impatient only once it is open:
 * the client's reading half takes half a second to connect.
 */
export const ownStore = async ({ url }: Readonly<{ url: string }>, patience = 2_000, log = 'words') => {
  const connection: Connection = await connect(url, 5_000);
  endings.unshift(connection.close);
  await eventStoreOn(connection, log);
  return eventStoreOn({ ...connection, patience }, log);
};

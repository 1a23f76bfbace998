import { setTimeout as pause } from 'node:timers/promises';
import { serversIn } from '@lethe/bus';
import { Explained, kindOf, reportOf, waitAfter } from '@lethe/running';
import type { Logger } from 'pino';

type Reaching = Readonly<{ patienceMs: number; logger: Pick<Logger, 'warn'> }>;

const backOff = { firstMs: 250, atMostMs: 5_000 };

/**
 * Waits for a server that is not there yet, as it is where everything starts at once. Says so each time it asks.
 * @throws Explained once its patience is over; at once whatever does not pass by itself.
 */
export const reached = async <Result>(
  what: string,
  { patienceMs, logger }: Reaching,
  reach: () => Promise<Result>,
): Promise<Result> => {
  const until = performance.now() + patienceMs;
  for (let failures = 1; ; failures += 1) {
    try {
      return await reach();
    } catch (error) {
      if (!['busy', 'outage'].includes(kindOf(error))) throw error;
      if (performance.now() > until)
        throw new Explained(
          `${what} was waited for ${patienceMs / 1_000} s. Is it there, and was everything provisioned?`,
          {
            cause: error,
          },
        );
      logger.warn({ what, failures, ...reportOf(error) }, 'The start waits for a server.');
      await pause(waitAfter(failures, backOff));
    }
  }
};

/** Of all servers of NATS, for people: never with a password. */
export const natsHosts = (urls: string): string =>
  serversIn(urls)
    .map((url) => new URL(url).host)
    .join(', ');

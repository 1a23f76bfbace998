import { setTimeout as pause } from 'node:timers/promises';
import { reportOf } from '@lethe/bus';
import type { Logger } from 'pino';
import type { Timer, Worker } from './definition.ts';

/** Runs a timer until it is stopped; a stop waits for the run that is under way. */
export const timerWorker = ({ name, everyMs, run }: Timer, logger: Logger): Worker => {
  const stopping = new AbortController();
  let running = Promise.resolve();
  const keepOn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await run().catch((error: unknown) => {
        logger.warn({ timer: name, ...reportOf(error) }, 'A timer failed and is tried again.');
      });
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  return {
    start: () => {
      running = keepOn();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

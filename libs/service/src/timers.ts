import { workerOf, type Worker } from '@lethe/running';
import type { Logger } from 'pino';
import type { Timer } from './definition.ts';

/** Runs a timer until it is stopped; a stop waits for the run that is under way. */
export const timerWorker = ({ name, everyMs, run }: Timer, log: Logger): Worker =>
  workerOf({
    name: `timer/${name}`,
    log,
    everyMs,
    backOff: { firstMs: Math.min(everyMs, 1_000), atMostMs: everyMs },
    round: async ({ turn }) => turn(run),
  });

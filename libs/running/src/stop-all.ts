import { reportOf, type Log } from './log.ts';
import { within } from './within.ts';

export type Stop = Readonly<{ name: string; stop: () => Promise<unknown> | void }>;

export type StopBounds = Readonly<{
  /** For each one; 8 s when absent. */
  eachMs?: number;
  /** For all together; 12 s when absent, less than whoever asks waits for a process. Past it each gets a moment still. */
  allMs?: number;
}>;

const aMoment = 250;

/**
 * Stops one after the other. One that fails or does not end is said, and the others are stopped all the same: a stop
 * always comes to its end, and never rejects.
 */
export const stopAll = async (
  stops: readonly Stop[],
  log: Pick<Log, 'error'>,
  { eachMs = 8_000, allMs = 12_000 }: StopBounds = {},
): Promise<void> => {
  const until = performance.now() + allMs;
  for (const { name, stop } of stops) {
    const bound = Math.max(aMoment, Math.min(eachMs, until - performance.now()));
    try {
      if ((await within(bound, begun(stop))) === undefined)
        log.error({ stopping: name }, 'What was to stop did not in time and is left behind.');
    } catch (error) {
      log.error({ stopping: name, ...reportOf(error) }, 'What was to stop failed at it.');
    }
  }
};

/** What throws at once has failed like what rejects. */
const begun = async (stop: Stop['stop']): Promise<void> => {
  await stop();
};

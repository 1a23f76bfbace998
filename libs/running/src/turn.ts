import type { Log } from './log.ts';
import { within } from './within.ts';

/** A turn went past its deadline. What it began may come to its end later: fences keep it from writing then. */
export class TurnGivenUp extends Error {
  override readonly name = 'TurnGivenUp';
  readonly worker: string;
  readonly deadlineMs: number;
  constructor(worker: string, deadlineMs: number) {
    super(`A turn of ${worker} did not end within ${deadlineMs} ms and was given up.`);
    this.worker = worker;
    this.deadlineMs = deadlineMs;
  }
}

/**
 * Does one piece of work with a deadline. The signal is aborted with the deadline: hand it on to whatever waits.
 * @throws TurnGivenUp at the deadline, whether the work takes notice of its signal or not; what the work throws.
 */
export type Turn = <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;

type Watched = Readonly<{ name: string; deadlineMs: number; log: Pick<Log, 'error'>; ended: () => void }>;

export const turnOf =
  ({ name, deadlineMs, log, ended }: Watched): Turn =>
  async (work) => {
    const givenUp = new AbortController();
    const outcome = await within(deadlineMs, work(givenUp.signal));
    if (outcome === undefined) {
      const error = new TurnGivenUp(name, deadlineMs);
      log.error({ worker: name, deadlineMs }, 'A turn did not end in time and was given up.');
      givenUp.abort(error);
      throw error;
    }
    ended();
    return outcome.value;
  };

import { waitAfter, type BackOff } from './back-off.ts';
import { kindOf } from './kinds.ts';
import type { Lease, Leases } from './lease.ts';
import { reportOf, type Log } from './log.ts';
import { pause } from './pause.ts';
import { turnOf, type Turn } from './turn.ts';
import { within } from './within.ts';

/** Something that goes on until it is stopped. `stop` comes to its end within a bound, whatever hangs. */
export type Worker = Readonly<{ start: () => void; stop: () => Promise<void> }>;

export type Round = Readonly<{
  /** Aborted when the worker is stopped and when its lease is lost: begin nothing more, return soon. */
  signal: AbortSignal;
  /** Everything that does work goes through it: one deadline each. Waiting for work does not. */
  turn: Turn;
  /** Where the worker has one. Its token is the fence for what it writes. */
  lease: Lease | undefined;
}>;

export type WorkerParts = Readonly<{
  name: string;
  /** One replica at a time does rounds: who holds this lease. All of them where there is none. */
  lease?: Readonly<{ leases: Leases; name: string }>;
  round: (round: Round) => Promise<void>;
  log: Pick<Log, 'warn' | 'error'>;
  /** Milliseconds between a round that came to its end and the next one; 0 when absent. */
  everyMs?: number;
  /** Milliseconds after which a turn is given up; a minute when absent. */
  deadlineMs?: number;
  /** Milliseconds after which a stop waits no longer for a round; 8 s when absent. */
  stopWithinMs?: number;
  backOff?: BackOff;
  /** Milliseconds of failing in a row after which it is said at error level, and again each time; 2 min when absent. */
  alarmAfterMs?: number;
  random?: () => number;
}>;

const usualBackOff: BackOff = { firstMs: 250, atMostMs: 5_000 };

/**
 * Does rounds for ever. A round that throws is done again after a back-off; turns that succeed end the row of failures.
 * Nothing but `stop` ends it.
 */
export const workerOf = (parts: WorkerParts): Worker => {
  const { name, log, everyMs = 0, deadlineMs = 60_000, stopWithinMs = 8_000, backOff = usualBackOff, random } = parts;
  const stopping = new AbortController();
  const failing = failuresOf(parts);
  const turn = turnOf({ name, deadlineMs, log, ended: failing.over });
  let running = Promise.resolve();

  const round = async (): Promise<void> => {
    const { signal } = stopping;
    if (parts.lease === undefined) return parts.round({ signal, turn, lease: undefined });
    const held = parts.lease;
    await held.leases.during(held.name, signal, (lease) => parts.round({ signal: lease.signal, turn, lease }));
  };
  const keepOn = async (): Promise<void> => {
    while (!stopping.signal.aborted)
      try {
        await round();
        failing.over();
        // Also where there is nothing to wait for: others get their turn.
        await pause(everyMs, stopping.signal);
      } catch (error) {
        await pause(waitAfter(failing.another(error), backOff, random), stopping.signal);
      }
  };
  return {
    start: () => {
      running = keepOn();
    },
    stop: async () => {
      stopping.abort();
      if ((await within(stopWithinMs, running)) === undefined)
        log.error({ worker: name, stopWithinMs }, 'A worker did not stop in time and is left behind.');
    },
  };
};

/** A row of failures of one worker, and what is said of it. */
const failuresOf = ({ name, log, alarmAfterMs = 120_000 }: WorkerParts) => {
  let failures = 0;
  let alarmAt = 0;
  return {
    over: (): void => {
      failures = 0;
    },
    /** @returns how many there are now. */
    another: (error: unknown): number => {
      const now = performance.now();
      if (failures === 0) alarmAt = now + alarmAfterMs;
      failures += 1;
      const kind = kindOf(error);
      const facts = { worker: name, kind, failures, ...reportOf(error) };
      if (now >= alarmAt) {
        alarmAt = now + alarmAfterMs;
        log.error(facts, 'A worker has been failing for minutes and goes on trying.');
      } else if (kind === 'poison') log.error(facts, 'A worker failed and starts again.');
      else log.warn(facts, 'A worker waits and starts again.');
      return failures;
    },
  };
};

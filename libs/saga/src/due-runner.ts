import {
  pause,
  reportOf,
  waitAfter,
  workerOf,
  type BackOff,
  type Log,
  type Round,
  type Turn,
  type Worker,
} from '@lethe/running';
import type { Pool } from 'pg';
import { dueClaims, type Claim } from './due-claims.ts';

/**
 * Does what is due for one key. It may be called twice, late, or too early, and by two replicas at once.
 * A throw is tried again with back-off.
 */
export type DueHandler = (key: string) => Promise<'done' | Readonly<{ again: string }>>;

type Parts = Readonly<{
  pool: Pool;
  clock: () => string;
  kinds: Readonly<Record<string, DueHandler>>;
  /** Milliseconds between two looks where nothing is due; 200 when absent. */
  pollMs?: number;
  /** A claim that is not prolonged for so long is taken over; 10 s when absent. */
  leaseMs?: number;
  /** Rows worked on at once; 8 when absent. */
  atOnce?: number;
  /** Milliseconds after which a row is given up and tried again later; a minute when absent. */
  deadlineMs?: number;
  backOff?: BackOff;
  logger: Pick<Log, 'warn' | 'error'>;
}>;

/** Fires due rows, on any replica. `stop` takes nothing new and waits for what it holds. */
export const dueRunner = (parts: Parts): Worker => {
  const { kinds, pollMs = 200, leaseMs = 10_000, deadlineMs, logger } = parts;
  const hands = handsOf(parts, leaseMs);
  const round = async ({ signal, turn }: Round): Promise<void> => {
    try {
      while (!signal.aborted) if (!(await hands.fill(turn))) await pause(pollMs, signal);
    } finally {
      if (signal.aborted) await hands.empty();
    }
  };
  const name = `due/${Object.keys(kinds).join('+')}`;
  const worker = workerOf({ name, log: logger, round, ...(deadlineMs === undefined ? {} : { deadlineMs }) });
  let prolonging: NodeJS.Timeout | undefined;
  return {
    start: () => {
      prolonging = setInterval(hands.keepHold, leaseMs / 3);
      worker.start();
    },
    stop: async () => {
      await worker.stop();
      clearInterval(prolonging);
    },
  };
};

/** What one runner works on at this moment. */
const handsOf = (parts: Parts, leaseMs: number) => {
  const { pool, clock, kinds, atOnce = 8, logger } = parts;
  const claims = dueClaims(pool, leaseMs);
  const held = new Map<Claim, Promise<void>>();
  const reported = (error: unknown): void => logger.warn(reportOf(error), 'Due rows could not be dealt with.');
  return {
    /** Takes as much as it can hold, once it can hold something. @returns whether there may be more at once. */
    fill: async (turn: Turn): Promise<boolean> => {
      if (held.size === atOnce) await Promise.race(held.values());
      const free = atOnce - held.size;
      const taken = await turn(() => claims.take(Object.keys(kinds), clock(), free));
      for (const claim of taken) {
        const work = dealtWith(parts, claims, claim, turn).catch(reported);
        held.set(
          claim,
          work.finally(() => held.delete(claim)),
        );
      }
      return taken.length === free;
    },
    keepHold: (): void => {
      if (held.size > 0) claims.prolong([...held.keys()]).catch(reported);
    },
    empty: () => Promise.all(held.values()),
  };
};

/** However long an outage was, what waited for its end goes on within 15 s of it (L1): the rest is for finding the servers. */
const usualBackOff: BackOff = { firstMs: 250, atMostMs: 8_000 };

const dealtWith = async (
  { kinds, backOff = usualBackOff, logger }: Parts,
  claims: ReturnType<typeof dueClaims>,
  claim: Claim,
  turn: Turn,
): Promise<void> => {
  try {
    const outcome = await turn(async () => kinds[claim.kind]?.(claim.key));
    if (outcome === undefined || outcome === 'done') await claims.finish(claim);
    else await claims.again(claim, outcome.again);
  } catch (error) {
    const { kind, key, attempts } = claim;
    logger.warn({ kind, key, attempts, ...reportOf(error) }, 'What is due failed and is tried again later.');
    await claims.putOff(claim, waitAfter(attempts, backOff));
  }
};

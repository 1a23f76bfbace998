import { setTimeout as pause } from 'node:timers/promises';
import { reportOf } from '@lethe/bus';
import type { Pool } from 'pg';
import { waitAfter, type BackOff } from './back-off.ts';
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
  /** Milliseconds between two looks; 200 when absent. */
  pollMs?: number;
  /** A claim that is not prolonged for so long is taken over; 10 s when absent. */
  leaseMs?: number;
  /** Rows worked on at once; 8 when absent. */
  atOnce?: number;
  backOff?: BackOff;
  logger: Readonly<{ warn: (details: object, message: string) => void }>;
}>;

export type DueRunner = Readonly<{ start: () => void; stop: () => Promise<void> }>;

/** Fires due rows, on any replica. `stop` takes nothing new and waits for what it holds. */
export const dueRunner = (parts: Parts): DueRunner => {
  const { pollMs = 200, leaseMs = 10_000 } = parts;
  const hands = handsOf(parts, leaseMs);
  const stopping = new AbortController();
  let loop = Promise.resolve();
  let prolonging: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted)
      if (!(await hands.fill())) await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  };
  return {
    start: () => {
      prolonging = setInterval(hands.keepHold, leaseMs / 3);
      loop = run();
    },
    stop: async () => {
      stopping.abort();
      await loop;
      await hands.empty();
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
    /** Takes as much as it can hold. @returns whether there may be more. */
    fill: async (): Promise<boolean> => {
      const free = atOnce - held.size;
      if (free === 0) return false;
      const taken = await claims.take(Object.keys(kinds), clock(), free).catch((error: unknown) => {
        reported(error);
        return [];
      });
      for (const claim of taken) {
        const work = dealtWith(parts, claims, claim).catch(reported);
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

const usualBackOff: BackOff = { firstMs: 250, atMostMs: 30_000 };

const dealtWith = async (
  { kinds, backOff = usualBackOff, logger }: Parts,
  claims: ReturnType<typeof dueClaims>,
  claim: Claim,
): Promise<void> => {
  try {
    const outcome = await kinds[claim.kind]?.(claim.key);
    if (outcome === undefined || outcome === 'done') await claims.finish(claim);
    else await claims.again(claim, outcome.again);
  } catch (error) {
    const { kind, key, attempts } = claim;
    logger.warn({ kind, key, attempts, ...reportOf(error) }, 'What is due failed and is tried again later.');
    await claims.putOff(claim, waitAfter(attempts, backOff));
  }
};

import type { Pool } from 'pg';
import { leaseRows, type LeaseRows } from './lease-rows.ts';
import { pause } from './pause.ts';
import { TurnGivenUp } from './turn.ts';

export type Lease = Readonly<{
  name: string;
  /** Grows with each holder: the fence for what the lease guards. */
  token: bigint;
  /** The holder before let go of it, or there was none; otherwise it may be paused and wake up. */
  clean: boolean;
  /** Aborted when the lease is lost or about to lapse unrenewed, and when whoever asked for it stops. */
  signal: AbortSignal;
}>;

export type LeaseTimes = Readonly<{
  /** Milliseconds for which it is held without being renewed; 3 s when absent, renewed three times in that time. */
  ttl?: number;
  /** Milliseconds between two attempts to take it; 250 when absent. */
  retryEvery?: number;
}>;

export type Leases = Readonly<{
  /**
   * Waits until the lease is this process's, does the work once, and releases it however the work ends, so that the
   * next one starts at once; not where a turn was given up, which may wake up: then the lease lapses. The work ends soon after `lease.signal` is aborted. Returns without having worked where
   * `signal` is aborted first.
   */
  during: (name: string, signal: AbortSignal, work: (lease: Lease) => Promise<void>) => Promise<void>;
}>;

/** Leases of one process: at most one holder each among all replicas. */
export const leases = (pool: Pool, { ttl = 3_000, retryEvery = 250 }: LeaseTimes = {}): Leases => {
  const rows = leaseRows(pool, ttl);
  const holder = crypto.randomUUID();

  return {
    during: async (name, signal, work) => {
      while (!signal.aborted) {
        const asked = performance.now();
        const taken = await rows.take(name, holder);
        if (taken === undefined) {
          await pause(retryEvery, signal);
          continue;
        }
        const keeping = keepingOf(rows, name, taken.token, asked + ttl, ttl);
        let clean = true;
        try {
          return await work({ name, ...taken, signal: AbortSignal.any([signal, keeping.lost]) });
        } catch (error) {
          clean = !(error instanceof TurnGivenUp);
          throw error;
        } finally {
          keeping.end();
          // Unreleased it lapses: the next one waits a little longer.
          if (clean) await rows.release(name, taken.token).catch(() => undefined);
        }
      }
    },
  };
};

/**
 * Renews until it ends. How long the lease is good for is reckoned from before the question was sent, on a clock that
 * nobody sets, so that the holder always gives up before another may take it.
 */
const keepingOf = (rows: LeaseRows, name: string, token: bigint, goodUntil: number, ttl: number) => {
  const lost = new AbortController();
  let until = goodUntil;
  const lapse = (): void => {
    const left = until - performance.now();
    if (left <= 0) lost.abort();
    else lapsing = setTimeout(lapse, left);
  };
  let lapsing = setTimeout(lapse, Math.max(0, until - performance.now())); // the answer may have come too late
  const renewing = setInterval(async () => {
    const asked = performance.now();
    const still = await rows.renew(name, token).catch(() => undefined);
    if (still === true) until = asked + ttl;
    else if (still === false) lost.abort();
  }, ttl / 3);
  return {
    lost: lost.signal,
    end: (): void => {
      clearTimeout(lapsing);
      clearInterval(renewing);
    },
  };
};

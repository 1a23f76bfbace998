import { isBefore, laterOf } from '@lethe/deciding';
import { secondsAfter } from '../verification/instants.ts';

/** Wrong passwords of one asker in a row, or of one network from `lastAt` on (ID-2a). */
export type Failures = Readonly<{ count: number; lastAt: string }>;

/** NIST SP 800-63B-4 3.2.2: growing delays, and at most 100 failures in a row. */
const freeFailures = 10;
const mostFailures = 100;
const firstDelaySeconds = 30;
const longestDelaySeconds = 3600;
/** After this rest the count starts again (FIT-4). */
export const restSeconds = 24 * 3600;
const networkSeconds = 3600;

const delaySeconds = (count: number): number => {
  if (count < freeFailures) return 0;
  if (count >= mostFailures) return restSeconds;
  return Math.min(firstDelaySeconds * 2 ** (count - freeFailures), longestDelaySeconds);
};

const isOver = ({ lastAt }: Failures, seconds: number, at: string): boolean =>
  !isBefore(at, secondsAfter(lastAt, seconds));

export type Attempt = Readonly<{ allowed: true; failures: Failures }> | Readonly<{ allowed: false; retryAt: string }>;

const first = (at: string): Attempt => ({ allowed: true, failures: { count: 1, lastAt: at } });

/**
 * Counts an attempt as failed before it is made, so that many at once cannot slip through; a success clears the count.
 */
export const attempt = (before: Failures | undefined, at: string): Attempt => {
  if (before === undefined || isOver(before, restSeconds, at)) return first(at);
  const delay = delaySeconds(before.count);
  const retryAt = secondsAfter(before.lastAt, delay);
  // Without a delay nobody waits, not even who looked at the clock a moment before another one was counted.
  if (delay > 0 && isBefore(at, retryAt)) return { allowed: false, retryAt };
  return { allowed: true, failures: { count: before.count + 1, lastAt: laterOf(at, before.lastAt) } };
};

/** What strangers of one network try within an hour, whomever it is for: so many wrong ones, and a success is none. */
export const attemptFromNetwork = (before: Failures | undefined, most: number, at: string): Attempt => {
  if (before === undefined || isOver(before, networkSeconds, at)) return first(at);
  if (before.count >= most) return { allowed: false, retryAt: secondsAfter(before.lastAt, networkSeconds) };
  return { allowed: true, failures: { count: before.count + 1, lastAt: before.lastAt } };
};

import { earlierOf, hourMs, instantAfter, isBefore, millisecondsBetween, secondMs } from '@lethe/deciding';
/** CAN-12: a mail that cannot be delivered for so long is recorded and holds up nothing. */
const patience = 72 * hourMs;
/** A mail that an outage of ours held for longer has had none of its tries; it is given these. */
const patienceAfterOutage = hourMs;
const shortestWait = 2 * secondMs;
const longestWait = hourMs / 2;

/** When a mail that was accepted then is given up. ISO 8601, UTC. */
export const givenUpAt = (acceptedAt: string): string => instantAfter(acceptedAt, patience);

/** Since when a mail is tried, and since when for the second time, where an outage of ours held it (K8). */
export type Tried = Readonly<{ acceptedAt: string; resumedAt: string | undefined }>;

const endOf = ({ acceptedAt, resumedAt }: Tried): string =>
  resumedAt === undefined ? givenUpAt(acceptedAt) : instantAfter(resumedAt, patienceAfterOutage);

export const isGivenUp = (tried: Tried, now: string): boolean => !isBefore(now, endOf(tried));

/** The last try is due at the end at the latest. One that comes long after it was held up, and so may all before it. */
export const isHeldUp = (tried: Tried, now: string): boolean =>
  tried.resumedAt === undefined && millisecondsBetween(endOf(tried), now) >= longestWait;

/**
 * When to try again after a failure: after half the mail's age, so that the waits grow by half each time and nothing
 * about failures is kept. From 2 seconds to 30 minutes, and at the latest when the mail is given up.
 */
export const nextTry = (tried: Tried, now: string): string => {
  const age = millisecondsBetween(tried.resumedAt ?? tried.acceptedAt, now);
  const wait = Math.min(Math.max(age / 2, shortestWait), longestWait);
  return earlierOf(instantAfter(now, wait), endOf(tried));
};

const hour = 3_600_000;
/** CAN-12: a mail that cannot be delivered for so long is recorded and holds up nothing. */
const patience = 72 * hour;
/** A mail that an outage of ours held for longer has had none of its tries; it is given these. */
const patienceAfterOutage = hour;
const shortestWait = 2_000;
const longestWait = hour / 2;

const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

/** When a mail that was accepted then is given up. ISO 8601, UTC. */
export const givenUpAt = (acceptedAt: string): string => later(acceptedAt, patience);

/** Since when a mail is tried, and since when for the second time, where an outage of ours held it (K8). */
export type Tried = Readonly<{ acceptedAt: string; resumedAt: string | undefined }>;

const endOf = ({ acceptedAt, resumedAt }: Tried): string =>
  resumedAt === undefined ? givenUpAt(acceptedAt) : later(resumedAt, patienceAfterOutage);

export const isGivenUp = (tried: Tried, now: string): boolean => Date.parse(now) >= Date.parse(endOf(tried));

/** The last try is due at the end at the latest. One that comes long after it was held up, and so may all before it. */
export const isHeldUp = (tried: Tried, now: string): boolean =>
  tried.resumedAt === undefined && Date.parse(now) - Date.parse(endOf(tried)) >= longestWait;

/**
 * When to try again after a failure: after half the mail's age, so that the waits grow by half each time and nothing
 * about failures is kept. From 2 seconds to 30 minutes, and at the latest when the mail is given up.
 */
export const nextTry = (tried: Tried, now: string): string => {
  const age = Date.parse(now) - Date.parse(tried.resumedAt ?? tried.acceptedAt);
  const wait = Math.min(Math.max(age / 2, shortestWait), longestWait);
  const end = endOf(tried);
  const next = later(now, wait);
  return Date.parse(next) < Date.parse(end) ? next : end;
};

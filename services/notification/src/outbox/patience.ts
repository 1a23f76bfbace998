const hour = 3_600_000;
/** CAN-12: a mail that cannot be delivered for so long is recorded and holds up nothing. */
const patience = 72 * hour;
const shortestWait = 2_000;
const longestWait = hour / 2;

const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

/** When a mail that was accepted then is given up. ISO 8601, UTC. */
export const givenUpAt = (acceptedAt: string): string => later(acceptedAt, patience);

export const isGivenUp = (acceptedAt: string, now: string): boolean =>
  Date.parse(now) >= Date.parse(givenUpAt(acceptedAt));

/**
 * When to try again after a failure: after half the mail's age, so that the waits grow by half each time and nothing
 * about failures is kept. From 2 seconds to 30 minutes, and at the latest when the mail is given up.
 */
export const nextTry = (acceptedAt: string, now: string): string => {
  const age = Date.parse(now) - Date.parse(acceptedAt);
  const wait = Math.min(Math.max(age / 2, shortestWait), longestWait);
  const end = givenUpAt(acceptedAt);
  const next = later(now, wait);
  return Date.parse(next) < Date.parse(end) ? next : end;
};

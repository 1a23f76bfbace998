import type { Durations } from './durations.ts';

type Opened = Durations & Readonly<{ openedAt: string }>;

/** What is known outside the session's own events: when it was last seen, and the durations in force. */
export type Surroundings = Readonly<{
  /** Undefined where it was not seen since it was opened. */
  seenAt: string | undefined;
  inForce: Durations;
}>;

const minuteMs = 60_000;
const dayMs = 86_400_000;

export const plusMs = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
export const earlier = (one: string, other: string): string => (Date.parse(one) <= Date.parse(other) ? one : other);
export const later = (one: string, other: string): string => (Date.parse(one) >= Date.parse(other) ? one : other);
export const isOver = (until: string, at: string): boolean => Date.parse(at) >= Date.parse(until);

export const lastSeenOf = ({ openedAt }: Opened, seenAt: string | undefined): string =>
  later(openedAt, seenAt ?? openedAt);

/** The end of the longest life the session may have. */
export const maximumEndOf = ({ openedAt, maximumDays }: Opened): string => plusMs(openedAt, maximumDays * dayMs);

/** SES-2: the instant at which the session is over. Shorter durations bite at once, longer ones from the next sign-in. */
export const endOf = (session: Opened, { seenAt, inForce }: Surroundings): string =>
  earlier(
    plusMs(lastSeenOf(session, seenAt), Math.min(session.inactiveMinutes, inForce.inactiveMinutes) * minuteMs),
    maximumEndOf({ ...session, maximumDays: Math.min(session.maximumDays, inForce.maximumDays) }),
  );

export const isLive = (session: Opened, surroundings: Surroundings, at: string): boolean =>
  !isOver(endOf(session, surroundings), at);

/** SES-4: activity is written down at most this often. */
export const activityEveryMs = 30_000;

export const isNewActivity = (session: Opened, seenAt: string | undefined, at: string): boolean =>
  isOver(plusMs(lastSeenOf(session, seenAt), activityEveryMs), at);

import { dayMs, earlierOf, instantAfter, isBefore, laterOf, minuteMs } from '@lethe/deciding';
import type { Durations } from './durations.ts';

type Opened = Durations & Readonly<{ openedAt: string }>;

/** What is known outside the session's own events: when it was last seen, and the durations in force. */
export type Surroundings = Readonly<{
  /** Undefined where it was not seen since it was opened. */
  seenAt: string | undefined;
  inForce: Durations;
}>;

export const isOver = (until: string, at: string): boolean => !isBefore(at, until);

export const lastSeenOf = ({ openedAt }: Opened, seenAt: string | undefined): string =>
  laterOf(openedAt, seenAt ?? openedAt);

/** The end of the longest life the session may have. */
export const maximumEndOf = ({ openedAt, maximumDays }: Opened): string => instantAfter(openedAt, maximumDays * dayMs);

/** SES-2: the instant at which the session is over. Shorter durations bite at once, longer ones from the next sign-in. */
export const endOf = (session: Opened, { seenAt, inForce }: Surroundings): string =>
  earlierOf(
    instantAfter(lastSeenOf(session, seenAt), Math.min(session.inactiveMinutes, inForce.inactiveMinutes) * minuteMs),
    maximumEndOf({ ...session, maximumDays: Math.min(session.maximumDays, inForce.maximumDays) }),
  );

export const isLive = (session: Opened, surroundings: Surroundings, at: string): boolean =>
  !isOver(endOf(session, surroundings), at);

/** SES-4: activity is written down at most this often. */
export const activityEveryMs = 30_000;

export const isNewActivity = (session: Opened, seenAt: string | undefined, at: string): boolean =>
  isOver(instantAfter(lastSeenOf(session, seenAt), activityEveryMs), at);

import { secondsAfter } from './instants.ts';

/** Mails with codes to one recipient within the last hour, oldest first. */
export type Sends = readonly string[];

const windowSeconds = 3600;
export const windowStart = (at: string): string => secondsAfter(at, -windowSeconds);

/** ID-7: when the next one may go; undefined where it may go now. */
export const retryAfterCap = (sends: Sends, cap: number, at: string): string | undefined => {
  const recent = sends.filter((sentAt) => sentAt > windowStart(at));
  const oldestThatCounts = recent.at(-cap);
  return oldestThatCounts === undefined ? undefined : secondsAfter(oldestThatCounts, windowSeconds);
};

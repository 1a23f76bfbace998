import type { ReadCancellationStatusResponse } from '../../api/generated/types.gen.ts';

export type Status = ReadCancellationStatusResponse;

export type MomentName =
  | 'asked'
  | 'locked'
  | 'held-back'
  | 'final'
  | 'cleared'
  | 'ticket'
  | 'tickets'
  | 'certified'
  | 'completed'
  | 'withdrawn';

/** One moment of the line: when it was, or by when it will be. */
export type Moment = Readonly<{
  name: MomentName;
  /** When it happened; null until then. */
  at: string | null;
  /** What is known of when it will. */
  expected: string | null;
}>;

const moment = (name: MomentName, at: string | null, expected: string | null = null): Moment => ({
  name,
  at,
  expected,
});

/** A hold-back is days; without one, final may be as soon as it is confirmed. */
export const hasHoldBack = ({ confirmedAt, finalNotBefore }: Status): boolean =>
  Date.parse(finalNotBefore) - Date.parse(confirmedAt) > 60_000;

/** By its person, with the link that was mailed, and by staff (CAN-7a). */
export const canBeStopped = (status: Status): boolean =>
  hasHoldBack(status) && (status.state === 'requested' || status.state === 'locked');

/** Each ticket by its own date; where ticketing says nothing now, the last date that was promised. */
const tickets = ({ closures, clearedAt, finishedBy }: Status): readonly Moment[] => {
  if (closures !== null) return closures.map(({ closedAt, closesAt }) => moment('ticket', closedAt, closesAt));
  return clearedAt !== null && finishedBy !== null ? [moment('tickets', null, finishedBy)] : [];
};

const heldBack = (status: Status): readonly Moment[] =>
  hasHoldBack(status)
    ? [moment('held-back', status.finalAt === null ? null : status.finalNotBefore, status.finalNotBefore)]
    : [];

const ahead = (status: Status): readonly Moment[] => [
  ...heldBack(status),
  moment('final', status.finalAt),
  moment('cleared', status.clearedAt),
  ...(status.completedAt === null && status.certifiedAt === null ? tickets(status) : []),
  moment('certified', status.certifiedAt),
  moment('completed', status.completedAt),
];

/** The line of moments, in order: what was, then what will be. */
export const momentsOf = (status: Status): readonly Moment[] => {
  const { confirmedAt, lockedAt, withdrawnAt } = status;
  const asked = moment('asked', confirmedAt);
  if (withdrawnAt !== null)
    return [asked, ...(lockedAt === null ? [] : [moment('locked', lockedAt)]), moment('withdrawn', withdrawnAt)];
  return [asked, moment('locked', lockedAt), ...ahead(status)];
};

const soonMs = 1_000;
const laterMs = 30_000;

/** How soon it is worth asking again; undefined: nothing changes any more. */
export const askAgainAfter = (status: Status | undefined, now: number): number | undefined => {
  if (status === undefined) return soonMs;
  if (status.state === 'completed' || status.state === 'withdrawn') return undefined;
  if (status.state === 'cleared-but-tickets') return laterMs;
  return status.lockedAt !== null && Date.parse(status.finalNotBefore) > now ? laterMs : soonMs;
};

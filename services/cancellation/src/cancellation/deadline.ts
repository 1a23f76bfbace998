import type { ParticipantState } from './cancellation.ts';

/** The message in the stream is given so long, and a promise that it was kept. */
const patienceMs = 30_000;
const hourMs = 3_600_000;

type Asked = Pick<ParticipantState, 'finishedBy'> & Readonly<{ askedAt: string }>;

const plus = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** From when on a participant that has not acknowledged is asked by calls, again and again. */
export const askAgainAt = ({ askedAt, finishedBy }: Asked): string => plus(finishedBy ?? askedAt, patienceMs);

/** When it should have cleared: as it promised, or so many hours after it was asked (CAN-9). */
export const deadlineOf = ({ askedAt, finishedBy }: Asked, hours: number): string =>
  finishedBy ?? plus(askedAt, hours * hourMs);

/** Whether it should have cleared by now: what staff see, what rings the alarm, and what `lethe verify` says. */
export const isLate = (asked: Asked, hours: number, now: string): boolean =>
  Date.parse(now) > Date.parse(deadlineOf(asked, hours));

import { hourMs, instantAfter, isBefore, secondMs } from '@lethe/deciding';
import type { ParticipantState } from './cancellation.ts';

/** The message in the stream is given so long, and a promise that it was kept. */
const patienceMs = 30 * secondMs;

type Asked = Pick<ParticipantState, 'finishedBy'> & Readonly<{ askedAt: string }>;

/** From when on a participant that has not acknowledged is asked by calls, again and again. */
export const askAgainAt = ({ askedAt, finishedBy }: Asked): string => instantAfter(finishedBy ?? askedAt, patienceMs);

/** When it should have cleared: as it promised, or so many hours after it was asked (CAN-9). */
export const deadlineOf = ({ askedAt, finishedBy }: Asked, hours: number): string =>
  finishedBy ?? instantAfter(askedAt, hours * hourMs);

/** Whether it should have cleared by now: what staff see, what rings the alarm, and what `lethe verify` says. */
export const isLate = (asked: Asked, hours: number, now: string): boolean => isBefore(deadlineOf(asked, hours), now);

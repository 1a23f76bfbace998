import { instantAfter, isBefore, minuteMs, refuse, type Refusal } from '@lethe/deciding';
import type { FactorsEventOf } from '../factors.events.ts';
import type { Factors } from '../factors.ts';

const guesses = 5;
/** MFA-3: how long each five failures in a row lock the factor; the last holds from then on. */
const lockMinutes = [1, 5, 15, 60, 240, 1440] as const;

const lockAfter = (failures: number, at: string): string | null => {
  if (failures % guesses !== 0) return null;
  const minutes = lockMinutes[Math.min(failures / guesses, lockMinutes.length) - 1] ?? 0;
  return instantAfter(at, minutes * minuteMs);
};

/** While locked nothing is tried, so that a right code is not told from a wrong one. */
export const lockOf = (
  { lockedUntil }: Factors,
  at: string,
): Refusal<'factor-locked', { retryAt: string }> | undefined =>
  lockedUntil === undefined || !isBefore(at, lockedUntil)
    ? undefined
    : refuse('factor-locked', { retryAt: lockedUntil });

export const rejected = (accountId: string, { failures }: Factors, at: string): FactorsEventOf<'CodeRejected'> => ({
  type: 'CodeRejected',
  data: { accountId, rejectedAt: at, lockedUntil: lockAfter(failures + 1, at) },
});

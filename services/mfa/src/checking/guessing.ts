import type { AskerKind } from '@lethe/contracts';
import { instantAfter, isBefore, minuteMs, refuse, type Refusal } from '@lethe/deciding';
import type { FactorsEventOf } from '../factors.events.ts';
import type { Factors } from '../factors.ts';

const guessesBeforeLock = 5;
/** MFA-3: how long each five failures in a row lock the factor; the last holds from then on. */
const lockMinutes = [1, 5, 15, 60, 240, 1440] as const;

const lockAfter = (failures: number, at: string): string | null => {
  if (failures % guessesBeforeLock !== 0) return null;
  const minutes = lockMinutes[Math.min(failures / guessesBeforeLock, lockMinutes.length) - 1] ?? 0;
  return instantAfter(at, minutes * minuteMs);
};

/** Whose try at a code of which account. */
export type Guesser = Readonly<{ accountId: string; asker: AskerKind; at: string }>;

/** While locked nothing is tried, so that a right code is not told from a wrong one. */
export const lockOf = (
  { guesses }: Factors,
  { asker, at }: Pick<Guesser, 'asker' | 'at'>,
): Refusal<'factor-locked', { retryAt: string }> | undefined => {
  const { lockedUntil } = guesses[asker];
  return lockedUntil === undefined || !isBefore(at, lockedUntil)
    ? undefined
    : refuse('factor-locked', { retryAt: lockedUntil });
};

export const rejected = ({ guesses }: Factors, { accountId, asker, at }: Guesser): FactorsEventOf<'CodeRejected'> => ({
  type: 'CodeRejected',
  data: { accountId, asker, rejectedAt: at, lockedUntil: lockAfter(guesses[asker].failures + 1, at) },
});

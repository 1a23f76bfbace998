import { CallFault } from '@lethe/bus';
import { ReadClosures, type OutputOf } from '@lethe/contracts';
import type { CancellationKit } from '../cancellation-kit.ts';
import type { Attempt } from './attempts.ts';

/** Dates are nice to have: nobody waits longer for them, and without ticketing all else is told. */
const deadlineMs = 1_000;

/** When each ticket of the account is closed; asked of ticketing while it still has to clear. Null: not known now. */
export const closuresOf = async (
  { calls }: Pick<CancellationKit, 'calls'>,
  { state, accountId }: Pick<Attempt, 'state' | 'accountId'>,
  correlationId: string,
): Promise<OutputOf<typeof ReadClosures>['closures'] | null> => {
  if (state !== 'final' && state !== 'cleared-but-tickets') return null;
  try {
    return (await calls.ask(ReadClosures, { accountId }, { correlationId, deadlineMs })).closures;
  } catch (error) {
    if (error instanceof CallFault) return null;
    throw error;
  }
};

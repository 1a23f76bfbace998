import type { OutputOf, ReadCancellation } from '@lethe/contracts';
import type { Attempt } from '../attempts/attempts.ts';
import type { Happened } from '../attempts/participants.ts';

type Told = Omit<OutputOf<typeof ReadCancellation>, 'closures'>;

const mostEarlier = 50;

/** ADM-2: the newest attempt, whole, and in short those before it. Undefined where there is none. */
export const staffViewOf = (attempts: readonly Attempt[]): Told | undefined => {
  const newest = attempts.at(-1);
  if (newest === undefined) return undefined;
  const { events, participants, moments, stopped, certificate } = newest;
  return {
    ...lineOf(newest),
    moments,
    participants,
    stopped,
    certificate,
    timeline: events.map(stepOf),
    earlier: attempts.slice(0, -1).toReversed().slice(0, mostEarlier).map(earlierOf),
  };
};

const lineOf = ({ cancellationId, accountId, attempt, state, moments: { confirmedAt } }: Attempt) => ({
  cancellationId,
  accountId,
  attempt,
  state,
  confirmedAt,
});

const earlierOf = (attempt: Attempt): Told['earlier'][number] => {
  const { withdrawnAt, withdrawnBecause } = attempt.moments;
  return { ...lineOf(attempt), withdrawnAt, withdrawnBecause, stopped: attempt.stopped };
};

const stepOf = ({ type, data, recordedAt }: Happened): Told['timeline'][number] => ({
  what: type,
  participant: 'participant' in data ? data.participant : null,
  at: recordedAt,
});

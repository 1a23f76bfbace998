import { mostEarlier, mostSteps, type OutputOf, type ReadCancellation } from '@lethe/contracts';
import type { Attempt } from '../attempts/attempts.ts';
import type { Happened, Line } from '../attempts/participants.ts';
import { isLate } from '../cancellation/deadline.ts';

type Told = Omit<OutputOf<typeof ReadCancellation>, 'closures'>;

/** `hours`: how long a participant may take that has not said until when. */
type Seen = Readonly<{ now: string; hours: number }>;

/** ADM-2: the newest attempt, whole, and in short those before it. Undefined where there is none. */
export const staffViewOf = (attempts: readonly Attempt[], seen: Seen): Told | undefined => {
  const newest = attempts.at(-1);
  if (newest === undefined) return undefined;
  const { events, participants, moments, stopped, certificate } = newest;
  return {
    ...lineOf(newest),
    moments,
    participants: participants.map((line) => ({ ...line, isLate: isLateNow(line, seen) })),
    stopped,
    certificate,
    timeline: events.slice(-mostSteps).map(stepOf),
    earlier: attempts.slice(0, -1).toReversed().slice(0, mostEarlier).map(earlierOf),
  };
};

const isLateNow = ({ askedAt, finishedBy, acknowledgedAt }: Line, { now, hours }: Seen): boolean =>
  askedAt !== null && acknowledgedAt === null && isLate({ askedAt, finishedBy }, hours, now);

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

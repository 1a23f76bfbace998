import type { OutputOf, ReadCancellationStatus } from '@lethe/contracts';
import type { Cancellation } from '../cancellation/cancellation.ts';

type Status = OutputOf<typeof ReadCancellationStatus>;

/** States and dates only, of the newest attempt or of one that was withdrawn before it. */
export const statusOf = (cancellation: Cancellation, cancellationId: string): Status | undefined => {
  const confirmation = cancellation.confirmations.find((each) => each.cancellationId === cancellationId);
  if (confirmation === undefined) return undefined;
  const { confirmedAt } = confirmation;
  const { phase, finalAt, clearedAt, completedAt, certificate } = cancellation;
  const none = { finalAt: null, clearedAt: null, finishedBy: null, completedAt: null, certificate: null };
  if (cancellation.cancellationId !== cancellationId || phase === 'none')
    return { state: 'withdrawn', confirmedAt, ...none };
  return {
    state: phase,
    confirmedAt,
    finalAt,
    clearedAt,
    finishedBy: finishedBy(cancellation),
    completedAt,
    certificate,
  };
};

/** When the last participant that is not done yet has promised to be. */
const finishedBy = ({ participants }: Cancellation): string | null =>
  participants
    .flatMap(({ evidence, finishedBy: promised }) => (evidence === null && promised !== null ? [promised] : []))
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1) ?? null;

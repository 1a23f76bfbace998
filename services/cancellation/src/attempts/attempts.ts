import type { cancellationStates, OutputOf, ReadCancellation } from '@lethe/contracts';
import { fold } from '@lethe/deciding';
import type { CancellationEvent, EventNamed } from '../cancellation/cancellation.events.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import type { Cancellation } from '../cancellation/cancellation.ts';
import { finishedBy, participantsOf, type Happened, type Line } from './participants.ts';

type Told = OutputOf<typeof ReadCancellation>;

/** One confirmation and all that came of it, as it is told to people. Nothing is decided by it. */
export type Attempt = Readonly<{
  accountId: string;
  cancellationId: string;
  attempt: number;
  state: (typeof cancellationStates)[number];
  moments: Told['moments'];
  participants: readonly Line[];
  stopped: Told['stopped'];
  certificate: string | null;
  events: readonly Happened[];
}>;

/** The attempts of one account, the oldest first. What an earlier one still undoes is told with that one. */
export const attemptsOf = (events: readonly Happened[]): readonly Attempt[] =>
  [...Map.groupBy(events, ({ data }) => data.attempt).values()].flatMap((own) => {
    const folded = fold(cancellationSaga, own);
    return folded.phase === 'none' ? [] : [attemptOf(own, folded, folded.phase)];
  });

const attemptOf = (events: readonly Happened[], folded: Cancellation, state: Attempt['state']): Attempt => {
  const { accountId, cancellationId, attempt, certificate } = folded;
  const participants = participantsOf(events);
  const withdrawal = named(events, 'CancellationWithdrawn')?.data;
  return {
    accountId,
    cancellationId,
    attempt,
    state,
    moments: {
      confirmedAt: folded.confirmedAt,
      lockedAt: lockedAt(events),
      finalNotBefore: folded.finalNotBefore,
      finalAt: folded.finalAt,
      clearedAt: folded.clearedAt,
      finishedBy: finishedBy(participants),
      certifiedAt: named(events, 'CertificateIssued')?.data.issuedAt ?? null,
      completedAt: folded.completedAt,
      withdrawnAt: withdrawal?.withdrawnAt ?? null,
      withdrawnBecause: withdrawal?.because ?? null,
    },
    participants,
    stopped: withdrawal?.stopped ? { ...withdrawal.stopped, at: withdrawal.withdrawnAt } : null,
    certificate,
    events,
  };
};

/** When the later of the two locks was closed. */
const lockedAt = (events: readonly Happened[]): string | null => {
  const locks = [named(events, 'LockedInIdentity'), named(events, 'LockedInSession')];
  const instants = locks.flatMap((lock) => (lock === undefined ? [] : [lock.data.lockedAt]));
  return instants.length < locks.length ? null : (instants.toSorted().at(-1) ?? null);
};

const named = <Type extends CancellationEvent['type']>(
  events: readonly Happened[],
  type: Type,
): EventNamed<Type> | undefined => events.find((event): event is Happened & EventNamed<Type> => event.type === type);

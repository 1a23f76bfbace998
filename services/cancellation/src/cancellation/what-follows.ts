import type { Participant } from '@lethe/contracts';
import type { CancellationEvent } from './cancellation.events.ts';
import { firstOf, isClearedButTickets, isDone, type Cancellation } from './cancellation.ts';
import { evolve } from './evolve.ts';

/** The event, and what it brings about in the same breath: asking for clearing, and the first of the two moments. */
export const withConsequences = (
  cancellation: Cancellation,
  event: CancellationEvent,
  at: string,
): readonly CancellationEvent[] => [event, ...whatFollows(evolve(cancellation, event), at)];

const whatFollows = (cancellation: Cancellation, at: string): readonly CancellationEvent[] => [
  ...toAsk(cancellation).map((participant) => clearingAsked(cancellation, participant, at)),
  ...(cancellation.phase === 'final' && isDone(cancellation, 'release-claims') && isClearedButTickets(cancellation)
    ? [{ type: 'ClearedEverywhereButTickets' as const, data: { attempt: cancellation.attempt, clearedAt: at } }]
    : []),
];

/** Everybody once the address is free; notification once no mail has to go out any more. */
const toAsk = (cancellation: Cancellation): readonly Participant[] => {
  const first = isDone(cancellation, 'release-claims') ? firstOf(cancellation) : [];
  const asked = isDone(cancellation, 'clear-addresses') ? cancellation.participants : first;
  return asked.filter(({ askedAt }) => askedAt === null).map(({ participant }) => participant);
};

/**
 * `releasedAt` is the instant of Final: what a participant finds by address and is younger may belong to somebody new,
 * and the address can have been freed at no earlier instant.
 */
const clearingAsked = (
  { accountId, cancellationId, attempt, finalAt }: Cancellation,
  participant: Participant,
  askedAt: string,
): CancellationEvent => {
  const instant = finalAt ?? '';
  return {
    type: 'ClearingAsked',
    data: { accountId, cancellationId, attempt, participant, finalAt: instant, releasedAt: instant, askedAt },
  };
};

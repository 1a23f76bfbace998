import type { ClearingRequest, Evidence, Participant } from '@lethe/contracts';
import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { CancellationEvent } from './cancellation.events.ts';
import { isCleared, type Cancellation, type ParticipantState } from './cancellation.ts';
import { withConsequences } from './what-follows.ts';

type OfParticipant = Readonly<{ cancellationId: string; participant: Participant; at: string }>;
export type AcknowledgeClearing = Message<'AcknowledgeClearing', OfParticipant & Readonly<{ evidence: Evidence }>>;
export type AcceptClearing = Message<'AcceptClearing', OfParticipant & Readonly<{ finishedBy: string }>>;
export type CancellationUnknown = Refusal<'cancellation-unknown'>;

/** The last of them brings about what waited for all. Twice or late it changes nothing. */
export const acknowledgeClearing = (
  { data }: AcknowledgeClearing,
  cancellation: Cancellation,
): readonly CancellationEvent[] | CancellationUnknown => {
  const state = askedOf(cancellation, data);
  if (state === undefined) return refuse('cancellation-unknown');
  if (isCleared(state)) return [];
  const { participant, evidence, at } = data;
  const { attempt } = cancellation;
  return withConsequences(
    cancellation,
    { type: 'ParticipantCleared', data: { attempt, participant, evidence, acknowledgedAt: at } },
    at,
  );
};

/** "Accepted, finished by then." A new instant replaces the old one. */
export const acceptClearing = (
  { data }: AcceptClearing,
  cancellation: Cancellation,
): readonly CancellationEvent[] | CancellationUnknown => {
  const state = askedOf(cancellation, data);
  if (state === undefined) return refuse('cancellation-unknown');
  if (isCleared(state) || state.finishedBy === data.finishedBy) return [];
  const { participant, finishedBy, at } = data;
  const { attempt } = cancellation;
  return withConsequences(
    cancellation,
    { type: 'ParticipantAccepted', data: { attempt, participant, finishedBy } },
    at,
  );
};

type Asked = Omit<OfParticipant, 'at'> & Pick<ClearingRequest, 'finalAt' | 'releasedAt'>;

/** Just so: with other instants tickets would close, and their keys die, at another time. */
export const wasAsked = (cancellation: Cancellation, { finalAt, releasedAt, ...of }: Asked): boolean =>
  askedOf(cancellation, of) !== undefined && [finalAt, releasedAt].every((each) => each === cancellation.finalAt);

/** Undefined for a stranger, for another attempt, and for a participant that was not asked yet. */
const askedOf = (
  cancellation: Cancellation,
  { cancellationId, participant }: Omit<OfParticipant, 'at'>,
): ParticipantState | undefined =>
  cancellation.cancellationId === cancellationId
    ? cancellation.participants.find((each) => each.participant === participant && each.askedAt !== null)
    : undefined;

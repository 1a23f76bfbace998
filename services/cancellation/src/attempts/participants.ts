import type { OutputOf, Participant, ReadCancellation } from '@lethe/contracts';
import { millisecondsBetween } from '@lethe/deciding';
import type { Recorded } from '@lethe/journal';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';

export type Happened = Recorded<CancellationEvent>;

/** Whether one is late depends on when that is asked. */
export type Line = Omit<OutputOf<typeof ReadCancellation>['participants'][number], 'isLate'>;

/** Everybody who has to clear, in the order in which they are asked, and how far each is. */
export const participantsOf = (events: readonly Happened[]): Line[] =>
  events.reduce<readonly Participant[]>(named, []).map((participant) =>
    events.reduce<Line>(participated, {
      participant,
      askedAt: null,
      acceptedAt: null,
      finishedBy: null,
      acknowledgedAt: null,
      evidence: null,
    }),
  );

/** Final has the last word (X5). */
const named = (before: readonly Participant[], { type, data }: Happened): readonly Participant[] => {
  if (type === 'CancellationRequested') return data.participants;
  return type === 'CancellationMadeFinal' ? (data.participants ?? before) : before;
};

const participated = (line: Line, event: Happened): Line => {
  if (!('participant' in event.data) || event.data.participant !== line.participant) return line;
  switch (event.type) {
    case 'ClearingAsked':
      return { ...line, askedAt: event.recordedAt };
    case 'ParticipantAccepted':
      return { ...line, acceptedAt: line.acceptedAt ?? event.recordedAt, finishedBy: event.data.finishedBy };
    case 'ParticipantCleared':
      return { ...line, acknowledgedAt: event.data.acknowledgedAt, evidence: event.data.evidence };
    default:
      return line;
  }
};

/** When the last participant that is not done yet has promised to be. */
export const finishedBy = (participants: readonly Line[]): string | null =>
  participants
    .flatMap((each) => (each.acknowledgedAt === null && each.finishedBy !== null ? [each.finishedBy] : []))
    .toSorted((one, other) => millisecondsBetween(other, one))
    .at(-1) ?? null;

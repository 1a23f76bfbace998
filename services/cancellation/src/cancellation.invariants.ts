import { isBefore } from '@lethe/deciding';
import type { Invariant } from '@lethe/service';
import { cancellationSettings } from './cancellation.config.ts';
import type { CancellationEvent, EventNamed } from './cancellation/cancellation.events.ts';
import { deadlineOf, isLate } from './cancellation/deadline.ts';

type Stored = CancellationEvent & Readonly<{ stream: string; recordedAt: string }>;
type Violations = Invariant['violations'];

const storedOf = (events: Parameters<Violations>[0]): readonly Stored[] => events as unknown as readonly Stored[];

const isNamed = <Type extends CancellationEvent['type']>(
  event: Stored,
  type: Type,
): event is Stored & EventNamed<Type> => event.type === type;

const attemptOf = ({ stream, data: { attempt } }: Stored): string => `${stream}, attempt ${attempt}`;

const participantOf = (event: Stored & EventNamed<'ClearingAsked' | 'ParticipantAccepted' | 'ParticipantCleared'>) =>
  `${attemptOf(event)}, ${event.data.participant}`;

const isFinalAndWithdrawn: Violations = (logged) => {
  const events = storedOf(logged);
  const withdrawn = new Set(events.filter((each) => isNamed(each, 'CancellationWithdrawn')).map(attemptOf));
  const final = events.filter((each) => isNamed(each, 'CancellationMadeFinal')).map(attemptOf);
  return final.filter((attempt) => withdrawn.has(attempt));
};

const isCompletedTooEarly: Violations = (logged) => {
  const events = storedOf(logged);
  const completed = new Set(events.filter((each) => isNamed(each, 'CancellationCompleted')).map(attemptOf));
  const cleared = new Set(events.filter((each) => isNamed(each, 'ParticipantCleared')).map(participantOf));
  return events
    .filter((each) => isNamed(each, 'ClearingAsked'))
    .filter((each) => completed.has(attemptOf(each)) && !cleared.has(participantOf(each)))
    .map(participantOf);
};

/** CAN-9: nobody misses what it promised without being seen. */
const hasBrokenPromise: Violations = (logged, now) => {
  const events = storedOf(logged);
  const cleared = new Set(events.filter((each) => isNamed(each, 'ParticipantCleared')).map(participantOf));
  const promised = new Map(
    events
      .filter((each) => isNamed(each, 'ParticipantAccepted'))
      .map((each) => [participantOf(each), each.data.finishedBy]),
  );
  return [...promised]
    .filter(([participant, finishedBy]) => !cleared.has(participant) && isBefore(finishedBy, now))
    .map(([participant, finishedBy]) => `${participant}, promised by ${finishedBy}`);
};

/** CAN-9: a clearing is a debt. Whoever said until when is judged by that. */
const hasNotAnswered: Violations = (logged, now, { LETHE_CLEARING_DEADLINE_HOURS }) => {
  const events = storedOf(logged);
  const hours = cancellationSettings.shape.LETHE_CLEARING_DEADLINE_HOURS.parse(LETHE_CLEARING_DEADLINE_HOURS);
  const answered = new Set(
    events
      .filter((each) => isNamed(each, 'ParticipantCleared') || isNamed(each, 'ParticipantAccepted'))
      .map(participantOf),
  );
  return events
    .filter((each) => isNamed(each, 'ClearingAsked'))
    .filter((each) => !answered.has(participantOf(each)))
    .map((each) => ({ each, asked: { askedAt: each.recordedAt, finishedBy: null } }))
    .filter(({ asked }) => isLate(asked, hours, now))
    .map(({ each, asked }) => `${participantOf(each)}, due by ${deadlineOf(asked, hours)}`);
};

export const cancellationInvariants: readonly Invariant[] = [
  {
    name: 'no attempt is both final and withdrawn',
    types: ['CancellationMadeFinal', 'CancellationWithdrawn'],
    violations: isFinalAndWithdrawn,
  },
  {
    name: 'a cancellation is completed only when everybody who was asked has cleared',
    types: ['ClearingAsked', 'ParticipantCleared', 'CancellationCompleted'],
    violations: isCompletedTooEarly,
  },
  {
    name: 'whoever accepted to clear has cleared by the instant it named',
    types: ['ParticipantAccepted', 'ParticipantCleared'],
    violations: hasBrokenPromise,
  },
  {
    name: 'whoever was asked to clear has cleared, or has said until when, by its deadline',
    types: ['ClearingAsked', 'ParticipantAccepted', 'ParticipantCleared'],
    violations: hasNotAnswered,
  },
];

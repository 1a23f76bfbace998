import { firstToClear, type cancellationStates, type Evidence, type Participant } from '@lethe/contracts';
import type { EventNamed } from './cancellation.events.ts';

/** One confirmation, whatever became of it. */
export type Confirmation = Readonly<{
  cancellationId: string;
  attempt: number;
  grantId: string;
  confirmedAt: string;
  withdrawnAt: string | null;
}>;

/** What happens once in an attempt, in this order where one waits for another. */
export type Step =
  | 'hold-ownership'
  | 'lock-account'
  | 'lock-sessions'
  | 'hand-over-stop-link'
  | 'make-final'
  | 'enter-final'
  | 'release-claims'
  | 'hand-over-confirmation'
  | 'make-email-digest'
  | 'hand-over-last-mail'
  | 'clear-addresses'
  | 'issue-certificate'
  | 'destroy-own-key'
  | 'enter-completion';

export type UndoStep = 'release-ownership-hold' | 'unlock-account' | 'unlock-sessions' | 'hand-over-withdrawal';

/** Of a withdrawn attempt, until each undo is acknowledged, also where the step itself never happened. */
export type Undo = Readonly<{ attempt: number; because: Withdrawal; open: readonly UndoStep[] }>;
export type Withdrawal = EventNamed<'CancellationWithdrawn'>['data']['because'];

export type Phase = 'none' | (typeof cancellationStates)[number];

export type ParticipantState = Readonly<{
  participant: Participant;
  askedAt: string | null;
  finishedBy: string | null;
  evidence: Evidence | null;
}>;

export type Cancellation = Readonly<{
  accountId: string;
  /** The newest attempt; 0 before the first. */
  attempt: number;
  phase: Phase;
  cancellationId: string;
  confirmedAt: string;
  /** What the person agreed to. */
  agreements: EventNamed<'CancellationRequested'>['data']['agreements'];
  finalNotBefore: string;
  finalAt: string | null;
  clearedAt: string | null;
  completedAt: string | null;
  emailDigest: string | null;
  addressesKeyDestroyedAt: string | null;
  certificate: string | null;
  done: readonly Step[];
  participants: readonly ParticipantState[];
  undo: readonly Undo[];
  confirmations: readonly Confirmation[];
}>;

export const nothing: Cancellation = {
  accountId: '',
  attempt: 0,
  phase: 'none',
  cancellationId: '',
  confirmedAt: '',
  agreements: [],
  finalNotBefore: '',
  finalAt: null,
  clearedAt: null,
  completedAt: null,
  emailDigest: null,
  addressesKeyDestroyedAt: null,
  certificate: null,
  done: [],
  participants: [],
  undo: [],
  confirmations: [],
};

export const isDone = ({ done }: Cancellation, ...steps: readonly Step[]): boolean =>
  steps.every((step) => done.includes(step));

/** There is time in which it can be stopped. */
export const hasHoldBack = ({ confirmedAt, finalNotBefore }: Cancellation): boolean => finalNotBefore > confirmedAt;

export const isCleared = ({ evidence }: ParticipantState): boolean => evidence !== null;

/** Everybody but notification, which is asked last, since it still has mails to send. */
export const firstOf = ({ participants }: Cancellation): readonly ParticipantState[] =>
  participants.filter(({ participant }) => firstToClear.some((first) => first === participant));

/** Only tickets may still be open. */
export const isClearedButTickets = (cancellation: Cancellation): boolean =>
  firstOf(cancellation).every(
    (each) => isCleared(each) || (each.participant === 'ticketing' && each.finishedBy !== null),
  );

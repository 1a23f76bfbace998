import type { Participant } from '@lethe/contracts';
import type { CancellationEvent, EventNamed } from './cancellation.events.ts';
import { isDone, nothing, type Cancellation, type ParticipantState, type Step } from './cancellation.ts';
import { undone, withdrawn } from './withdrawal.ts';

export const evolve = (cancellation: Cancellation, event: CancellationEvent): Cancellation => {
  const { attempt } = event.data;
  switch (event.type) {
    case 'CancellationRequested':
      return requested(cancellation, event);
    case 'CancellationWithdrawn':
      return withdrawn(cancellation, event);
    case 'OwnershipHoldReleased':
      return undone(cancellation, attempt, 'release-ownership-hold');
    case 'UnlockedInIdentity':
      return undone(cancellation, attempt, 'unlock-account');
    case 'UnlockedInSession':
      return undone(cancellation, attempt, 'unlock-sessions');
    case 'WithdrawalHandedOver':
      return undone(cancellation, attempt, 'hand-over-withdrawal');
    case 'ClearingAsked':
    case 'ParticipantAccepted':
    case 'ParticipantCleared':
      return { ...cancellation, participants: cancellation.participants.map((each) => participated(each, event)) };
    default:
      return advanced(cancellation, event);
  }
};

const requested = (
  { undo, confirmations }: Cancellation,
  { data }: EventNamed<'CancellationRequested'>,
): Cancellation => {
  const { accountId, attempt, cancellationId, grantId, confirmedAt, agreements, finalNotBefore, participants } = data;
  return {
    ...nothing,
    accountId,
    attempt,
    phase: 'requested',
    cancellationId,
    confirmedAt,
    agreements,
    finalNotBefore,
    participants: participants.map(unasked),
    undo,
    confirmations: [...confirmations, { cancellationId, attempt, grantId, confirmedAt, withdrawnAt: null }],
  };
};

const unasked = (participant: Participant): ParticipantState => ({
  participant,
  askedAt: null,
  finishedBy: null,
  evidence: null,
});

const madeFinal = (
  cancellation: Cancellation,
  { data: { finalAt, participants } }: EventNamed<'CancellationMadeFinal'>,
): Cancellation => ({
  ...done(cancellation, 'make-final'),
  phase: 'final',
  finalAt,
  participants: participants?.map(unasked) ?? cancellation.participants,
});

const participated = (
  state: ParticipantState,
  event: EventNamed<'ClearingAsked' | 'ParticipantAccepted' | 'ParticipantCleared'>,
): ParticipantState => {
  if (state.participant !== event.data.participant) return state;
  switch (event.type) {
    case 'ClearingAsked':
      return { ...state, askedAt: event.data.askedAt };
    case 'ParticipantAccepted':
      return { ...state, finishedBy: event.data.finishedBy };
    case 'ParticipantCleared':
      return { ...state, evidence: event.data.evidence };
  }
};

type Advance = Exclude<
  CancellationEvent,
  EventNamed<
    | 'CancellationRequested'
    | 'CancellationWithdrawn'
    | 'OwnershipHoldReleased'
    | 'UnlockedInIdentity'
    | 'UnlockedInSession'
    | 'WithdrawalHandedOver'
    | 'ClearingAsked'
    | 'ParticipantAccepted'
    | 'ParticipantCleared'
  >
>;

const advanced = (cancellation: Cancellation, event: Advance): Cancellation => {
  switch (event.type) {
    case 'OwnershipHeld':
      return done(cancellation, 'hold-ownership');
    case 'LockedInIdentity':
      return locked(done(cancellation, 'lock-account'));
    case 'LockedInSession':
      return locked(done(cancellation, 'lock-sessions'));
    case 'StopLinkHandedOver':
      return done(cancellation, 'hand-over-stop-link');
    case 'CancellationMadeFinal':
      return madeFinal(cancellation, event);
    case 'FinalEnteredInLedger':
      return done(cancellation, 'enter-final');
    case 'ClaimsReleased':
      return done(cancellation, 'release-claims');
    case 'ConfirmationHandedOver':
      return done(cancellation, 'hand-over-confirmation');
    case 'ClearedEverywhereButTickets':
      return { ...cancellation, phase: 'cleared-but-tickets', clearedAt: event.data.clearedAt };
    case 'EmailDigestMade':
      return { ...done(cancellation, 'make-email-digest'), emailDigest: event.data.digest };
    case 'LastMailHandedOver':
      return done(cancellation, 'hand-over-last-mail');
    case 'AddressesCleared':
      return { ...done(cancellation, 'clear-addresses'), addressesKeyDestroyedAt: event.data.keyDestroyedAt };
    case 'CertificateIssued':
      return { ...done(cancellation, 'issue-certificate'), certificate: event.data.jws };
    case 'CancellationCompleted':
      return { ...done(cancellation, 'destroy-own-key'), phase: 'completed', completedAt: event.data.completedAt };
    case 'CompletionEnteredInLedger':
      return done(cancellation, 'enter-completion');
  }
};

const done = (cancellation: Cancellation, step: Step): Cancellation => ({
  ...cancellation,
  done: [...cancellation.done, step],
});

const locked = (cancellation: Cancellation): Cancellation =>
  isDone(cancellation, 'lock-account', 'lock-sessions') ? { ...cancellation, phase: 'locked' } : cancellation;

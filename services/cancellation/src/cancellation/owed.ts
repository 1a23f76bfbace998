import type { Participant } from '@lethe/contracts';
import type { Debt } from '@lethe/saga';
import { askAgainAt } from './deadline.ts';
import {
  firstOf,
  hasHoldBack,
  isCleared,
  isDone,
  type Cancellation,
  type Step,
  type Undo,
  type UndoStep,
} from './cancellation.ts';

/** What the saga owes somebody. Its key tells attempt and step, and is never used for anything else. */
export type Owed = StepOwed | AskingOwed;

type OfAttempt = Readonly<{ accountId: string; cancellationId: string; attempt: number }>;
export type StepOwed = Debt<Step | UndoStep, OfAttempt>;
/** A participant was asked to clear and has not acknowledged. Settled by its acknowledgement alone. */
export type AskingOwed = Debt<'ask-to-clear', OfAttempt & Readonly<{ participant: Participant }>>;

/** Debts of earlier attempts come first: their undo may still be on its way while a new attempt has begun. */
export const owed = (cancellation: Cancellation): readonly Owed[] => [
  ...cancellation.undo.flatMap((undo) => undoOwed(cancellation, undo)),
  ...stepsOwed(cancellation).map((step) => debtOf(cancellation, step)),
  ...askingOwed(cancellation),
];

export const keyOf = (attempt: number, step: Step | UndoStep): string => `${attempt}/${step}`;

const debtOf = ({ accountId, cancellationId, attempt, finalNotBefore }: Cancellation, step: Step): StepOwed => {
  const debt = { type: step, data: { accountId, cancellationId, attempt }, key: keyOf(attempt, step) };
  return step === 'make-final' ? { ...debt, notBefore: finalNotBefore } : debt;
};

/** The person is told once everything is as before. */
const undoOwed = ({ accountId, confirmations }: Cancellation, { attempt, open }: Undo): readonly StepOwed[] => {
  const cancellationId = confirmations.find((each) => each.attempt === attempt)?.cancellationId ?? '';
  const steps = open.filter((step) => step !== 'hand-over-withdrawal' || open.length === 1);
  return steps.map((step) => ({ type: step, data: { accountId, cancellationId, attempt }, key: keyOf(attempt, step) }));
};

const stepsOwed = (cancellation: Cancellation): readonly Step[] => {
  switch (cancellation.phase) {
    case 'requested':
      return isDone(cancellation, 'hold-ownership')
        ? [...open(cancellation, 'lock-account', 'lock-sessions'), ...stopLinkOwed(cancellation)]
        : ['hold-ownership'];
    case 'locked': {
      const stopLink = stopLinkOwed(cancellation);
      return stopLink.length > 0 ? stopLink : ['make-final'];
    }
    case 'final':
    case 'cleared-but-tickets':
      return owedAfterFinal(cancellation);
    case 'completed':
      // Both, where a build before completed it.
      return open(cancellation, 'enter-final', 'enter-completion');
    case 'none':
    case 'withdrawn':
      return [];
  }
};

/** Nothing becomes final in a hold-back before the mail that says how to stop it is on its way. */
const stopLinkOwed = (cancellation: Cancellation): readonly Step[] =>
  hasHoldBack(cancellation) ? open(cancellation, 'hand-over-stop-link') : [];

const open = (cancellation: Cancellation, ...steps: readonly Step[]): readonly Step[] =>
  steps.filter((step) => !isDone(cancellation, step));

/** Asked by an event at first, which others can take part in; then by calls, so that asking never grows the log. */
const askingOwed = ({ accountId, cancellationId, attempt, participants }: Cancellation): readonly AskingOwed[] =>
  participants.flatMap(({ participant, askedAt, finishedBy, evidence }) =>
    askedAt === null || evidence !== null
      ? []
      : {
          type: 'ask-to-clear' as const,
          data: { accountId, cancellationId, attempt, participant },
          key: `${attempt}/ask-to-clear/${participant}`,
          notBefore: askAgainAt({ askedAt, finishedBy }),
        },
  );

/** Only forward, and nothing before the ledger has it. */
const owedAfterFinal = (cancellation: Cancellation): readonly Step[] => {
  if (!isDone(cancellation, 'enter-final')) return ['enter-final'];
  const atOnce = open(cancellation, 'release-claims', 'hand-over-confirmation');
  if (atOnce.length > 0 || !firstOf(cancellation).every(isCleared)) return atOnce;
  const addresses = open(cancellation, 'make-email-digest', 'hand-over-last-mail', 'clear-addresses').slice(0, 1);
  if (addresses.length > 0 || !cancellation.participants.every(isCleared)) return addresses;
  return open(cancellation, 'issue-certificate', 'destroy-own-key').slice(0, 1);
};

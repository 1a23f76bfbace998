import type { Debt } from '@lethe/saga';
import { firstOf, isCleared, isDone, type Cancellation, type Step, type Undo, type UndoStep } from './cancellation.ts';

/** What the saga owes somebody. Its key tells attempt and step, and is never used for anything else. */
export type Owed = Debt<Step | UndoStep, Readonly<{ accountId: string; cancellationId: string; attempt: number }>>;

/** Debts of earlier attempts come first: their undo may still be on its way while a new attempt has begun. */
export const owed = (cancellation: Cancellation): readonly Owed[] => [
  ...cancellation.undo.flatMap((undo) => undoOwed(cancellation, undo)),
  ...stepsOwed(cancellation).map((step) => debtOf(cancellation, step)),
];

export const keyOf = (attempt: number, step: Step | UndoStep): string => `${attempt}/${step}`;

const debtOf = ({ accountId, cancellationId, attempt, finalNotBefore }: Cancellation, step: Step): Owed => {
  const debt = { type: step, data: { accountId, cancellationId, attempt }, key: keyOf(attempt, step) };
  return step === 'make-final' ? { ...debt, notBefore: finalNotBefore } : debt;
};

/** The person is told once everything is as before. */
const undoOwed = ({ accountId, confirmations }: Cancellation, { attempt, open }: Undo): readonly Owed[] => {
  const cancellationId = confirmations.find((each) => each.attempt === attempt)?.cancellationId ?? '';
  const steps = open.filter((step) => step !== 'hand-over-withdrawal' || open.length === 1);
  return steps.map((step) => ({ type: step, data: { accountId, cancellationId, attempt }, key: keyOf(attempt, step) }));
};

const stepsOwed = (cancellation: Cancellation): readonly Step[] => {
  switch (cancellation.phase) {
    case 'requested':
      return isDone(cancellation, 'hold-ownership')
        ? open(cancellation, 'lock-account', 'lock-sessions')
        : ['hold-ownership'];
    case 'locked':
      return ['make-final'];
    case 'final':
    case 'cleared-but-tickets':
      return owedAfterFinal(cancellation);
    case 'none':
    case 'withdrawn':
    case 'completed':
      return [];
  }
};

const open = (cancellation: Cancellation, ...steps: readonly Step[]): readonly Step[] =>
  steps.filter((step) => !isDone(cancellation, step));

/** Only forward. Who still has to clear is asked by an event, which the bus keeps until it is answered. */
const owedAfterFinal = (cancellation: Cancellation): readonly Step[] => {
  const atOnce = open(cancellation, 'release-claims', 'hand-over-confirmation');
  if (atOnce.length > 0 || !firstOf(cancellation).every(isCleared)) return atOnce;
  const addresses = open(cancellation, 'make-email-digest', 'hand-over-last-mail', 'clear-addresses').slice(0, 1);
  if (addresses.length > 0 || !cancellation.participants.every(isCleared)) return addresses;
  return open(cancellation, 'issue-certificate', 'destroy-own-key').slice(0, 1);
};

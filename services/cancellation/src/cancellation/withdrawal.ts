import type { EventNamed } from './cancellation.events.ts';
import type { Cancellation, Undo, UndoStep } from './cancellation.ts';

const undoSteps = ['release-ownership-hold', 'unlock-account', 'unlock-sessions', 'hand-over-withdrawal'] as const;

/** The attempt ends; whatever it did, or may still do late, is owed an undo. */
export const withdrawn = (cancellation: Cancellation, { data }: EventNamed<'CancellationWithdrawn'>): Cancellation => ({
  ...cancellation,
  phase: 'withdrawn',
  undo: [...cancellation.undo, { attempt: data.attempt, because: data.because, open: undoSteps }],
  confirmations: cancellation.confirmations.map((each) =>
    each.attempt === data.attempt ? { ...each, withdrawnAt: data.withdrawnAt } : each,
  ),
});

export const undone = (cancellation: Cancellation, attempt: number, step: UndoStep): Cancellation => ({
  ...cancellation,
  undo: cancellation.undo
    .map((each) => (each.attempt === attempt ? without(each, step) : each))
    .filter(({ open }) => open.length > 0),
});

const without = (undo: Undo, step: UndoStep): Undo => ({ ...undo, open: undo.open.filter((each) => each !== step) });

/** In the order in which they come. */
export const cancellationStates = [
  'requested',
  'locked',
  'final',
  'cleared-but-tickets',
  'completed',
  'withdrawn',
] as const;
export type CancellationState = (typeof cancellationStates)[number];

export const isCancellationState = (text: string): text is CancellationState =>
  cancellationStates.includes(text as CancellationState);

/** Until it is final, it can be stopped (CAN-7a). */
export const canBeStopped = (state: CancellationState): boolean => state === 'requested' || state === 'locked';

/**
 * Runs the parts of a round: until one of them ends or fails, then the others end, too.
 * @throws what the first of them threw.
 */
export const together = async (
  signal: AbortSignal,
  ...parts: readonly ((until: AbortSignal) => Promise<void>)[]
): Promise<void> => {
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const outcomes = await Promise.allSettled(parts.map((part) => part(until).finally(() => ending.abort())));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};

import { setTimeout as pause } from 'node:timers/promises';

/**
 * Repeats the assertion until it holds and answers with its value.
 * @throws whatever the assertion threw last, once `withinMs` have passed
 */
export const eventually = async <Value>(
  assertion: () => Value | Promise<Value>,
  { withinMs = 30_000 }: Readonly<{ withinMs?: number }> = {},
): Promise<Value> => {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(20);
    }
  }
};

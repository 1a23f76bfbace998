export type BackOff = Readonly<{ firstMs: number; atMostMs: number }>;

/**
 * Milliseconds to wait after this many failures in a row: doubled each time, up to the cap, and of that between the half
 * and all, so that many who failed together do not come back together.
 * @param random from 0 up to, but not including, 1.
 */
export const waitAfter = (
  failures: number,
  { firstMs, atMostMs }: BackOff,
  random: () => number = Math.random,
): number => {
  const most = Math.min(atMostMs, firstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 30));
  return Math.ceil(most * (0.5 + random() / 2));
};

export type BackOff = Readonly<{ firstMs: number; atMostMs: number }>;

/** Milliseconds to wait after this many failures in a row: doubled each time, up to the cap. */
export const waitAfter = (failures: number, { firstMs, atMostMs }: BackOff): number =>
  Math.min(atMostMs, firstMs * 2 ** Math.min(failures - 1, 30));

/** The server said no and rolled back. Without a SQLSTATE, or with one of these, it may have committed before. */
const maybeCommitted = /^(08|57P01|57P02|40003)/;

export const sqlStateOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
};

export const isDefinite = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  return state !== undefined && !maybeCommitted.test(state);
};

/**
 * Every list of SQLSTATEs there is (PostgreSQL, appendix A). A list names classes by two characters, and single states.
 */
const lists = {
  /** Somebody else was faster or holds a lock: serialisation, deadlock, a lock that was not given in time. */
  busy: ['40', '55P03'],
  /**
   * Connections, log-ins that do not hold for now, resources (no disk, no memory, no connections left), a statement that
   * was cut short, a server that stops, an error of its machine, one that only reads, a database that is not there yet.
   */
  outage: ['08', '28', '53', '57', '58', '25006', '25P03', '3D000'],
  /** The values alone are to blame, so that the statement fails whenever it is tried with them. */
  ofData: ['21', '22', '23', '54', 'P0'],
  /** What was sent before the answer failed to come may be committed. */
  maybeCommitted: ['08', '57P01', '57P02', '40003'],
} as const;

const isIn = (list: keyof typeof lists, state: string | undefined): boolean =>
  state !== undefined && lists[list].some((entry) => state.startsWith(entry));

/** The SQLSTATE that a server gave as the reason; undefined where there is none. */
export const sqlStateOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  // Node's own codes of five letters begin with an E, as no SQLSTATE does.
  return /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(error.code) ? error.code : undefined;
};

export const isBusyState = (state: string | undefined): boolean => isIn('busy', state);
export const isOutageState = (state: string | undefined): boolean => isIn('outage', state);
/** It fails whenever it is tried with these values, whatever else is well. */
export const isOfData = (error: unknown): boolean => isIn('ofData', sqlStateOf(error));
/** The server said no and rolled back. Otherwise it may have committed before. */
export const isRolledBack = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  return state !== undefined && !isIn('maybeCommitted', state);
};

import type { Position } from '@lethe/event-store';

/**
 * A commit position is a byte offset, and the server refuses to read from any that is not the start of a record.
 * Doubled and odd, so that one less than a position still names the same record.
 */
export const positionAt = (commit: bigint): Position => commit * 2n + 1n;

/** Where to start reading for what comes after: reading includes the record there. */
export const commitAt = (position: Position): bigint => position / 2n;

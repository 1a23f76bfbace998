import {
  AppendConsistencyViolationError,
  AppendRecordSizeExceededError,
  MaxAppendSizeExceededError,
  TransactionMaxSizeExceededError,
} from '@kurrent/kurrentdb-client';
import { OutcomeUnknown } from '@lethe/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppendRequest } from './append-request.ts';
import type { Connection } from './connection.ts';
import { isDefinite, isNotLeader } from './failures.ts';
import { within } from './patience.ts';

export type Violation = AppendConsistencyViolationError['violations'][number];

/** Where it was written, in bytes of the server's log, or what stood against it. */
export type Outcome = Readonly<{ commit: bigint }> | Readonly<{ violations: readonly Violation[] }>;

/** Milliseconds before each time the same bytes are sent. */
const pauses = [0, 100, 500];

const tooLarge = [AppendRecordSizeExceededError, MaxAppendSizeExceededError, TransactionMaxSizeExceededError];

/**
 * Sends until the server says yes or no. Where the answer is lost the same bytes go again, which the server writes once.
 * @throws OutcomeUnknown where it never said.
 * @throws RangeError where this server allows less than the port does.
 */
export const sent = async (
  connection: Connection,
  { records, checks }: Pick<AppendRequest, 'records' | 'checks'>,
): Promise<Outcome> => {
  let lost: unknown;
  for (const milliseconds of pauses) {
    if (milliseconds > 0) await pause(milliseconds);
    try {
      const { position } = await within(connection.patience, connection.client().appendRecords(records, checks));
      return { commit: position };
    } catch (error) {
      if (error instanceof AppendConsistencyViolationError) return { violations: error.violations };
      if (tooLarge.some((kind) => error instanceof kind))
        throw new RangeError('KurrentDB is set to take less than this append.');
      if (isDefinite(error)) throw error;
      if (isNotLeader(error)) connection.renew();
      lost = error;
    }
  }
  throw new OutcomeUnknown(lost);
};

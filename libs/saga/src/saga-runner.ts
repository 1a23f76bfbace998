import type { Message, Refusal } from '@lethe/deciding';
import type { BackOff, Log, Worker } from '@lethe/running';
import type { Pool } from 'pg';
import type { QueryExecutorProvider } from 'kysely';
import { atOnce, scheduleDue } from './due.ts';
import { dueRunner } from './due-runner.ts';
import type { Debt } from './saga.ts';
import { settleDebts, type SagaParts } from './settle-debts.ts';

const kindOf = (category: string): string => `saga/${category}`;

type Happened = Readonly<{ stream: string }>;
type Wake = (database: QueryExecutorProvider, event: Happened) => ReturnType<typeof scheduleDue>;

/**
 * The view that wakes a saga: every event of its category makes a due row, in the transaction of the checkpoint.
 * @param types all event types of the category.
 * @param version raised where streams of before owe what they did not owe then: all of them are looked at again.
 */
export const sagaWakes = (category: string, types: readonly string[], version = 1) => {
  const wake: Wake = (database, { stream }) =>
    scheduleDue(database, { kind: kindOf(category), key: stream.slice(category.length + 1), dueAt: atOnce });
  return {
    name: `${category.toLowerCase()}_debts_v${version}`,
    on: Object.fromEntries(types.map((type) => [type, wake])),
  };
};

type Runs = Readonly<{
  pool: Pool;
  pollMs?: number;
  leaseMs?: number;
  backOff?: BackOff;
  logger: Pick<Log, 'warn' | 'error'>;
}>;

/** Runs the sagas of one category, on any replica, from the due rows of its `sagaWakes` view. */
export const sagaRunner = <
  Command extends Message,
  State,
  Event extends Message,
  No extends Refusal,
  Owed extends Debt,
>(
  parts: SagaParts<Command, State, Event, No, Owed> & Runs,
): Worker => dueRunner({ ...parts, kinds: { [kindOf(parts.category)]: settleDebts(parts) } });

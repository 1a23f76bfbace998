import type { cancellationStates } from '@lethe/contracts';
import type { View } from '@lethe/views';
import { sql, type ColumnType, type Kysely } from 'kysely';
import { streamOfAccount } from '../cancellation-kit.ts';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';

type State = (typeof cancellationStates)[number];
export type CancellationTables = {
  cancellations_v1: {
    account_id: string;
    attempt: number;
    cancellation_id: string;
    state: State;
    /** Of two, identity's and session's. */
    locks: ColumnType<number, number | undefined, number>;
    confirmed_at: ColumnType<Date, string, never>;
  };
};

type Happened = Readonly<{ stream: string; data: Readonly<{ attempt: number }> }>;

const rowOf = (db: Kysely<CancellationTables>, { stream, data }: Happened) =>
  db
    .updateTable('cancellations_v1')
    .where('account_id', '=', stream.slice(streamOfAccount('').length))
    .where('attempt', '=', data.attempt);

const is = (state: State) => (db: Kysely<CancellationTables>, event: Happened) => rowOf(db, event).set({ state });

const lock = (db: Kysely<CancellationTables>, event: Happened) =>
  rowOf(db, event).set({
    locks: sql<number>`locks + 1`,
    state: sql<State>`case when locks = 1 and state = 'requested' then 'locked' else state end`,
  });

/** For the Admin Console's list: ids and states only. */
export const cancellations: View<CancellationEvent, CancellationTables> = {
  name: 'cancellations_v1',
  on: {
    CancellationRequested: (db, { data: { accountId, attempt, cancellationId, confirmedAt } }) =>
      db.insertInto('cancellations_v1').values({
        account_id: accountId,
        attempt,
        cancellation_id: cancellationId,
        state: 'requested',
        confirmed_at: confirmedAt,
      }),
    LockedInIdentity: lock,
    LockedInSession: lock,
    CancellationWithdrawn: is('withdrawn'),
    CancellationMadeFinal: is('final'),
    ClearedEverywhereButTickets: is('cleared-but-tickets'),
    CancellationCompleted: is('completed'),
  },
};

import {
  countedAtMost,
  id,
  instant,
  pageOf,
  pageSize,
  placeOf,
  type cancellationStates,
  type InputOf,
  type ListCancellations,
  type OutputOf,
  type RefusalOf,
} from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import type { View } from '@lethe/views';
import { sql, type ColumnType, type Kysely, type Selectable } from 'kysely';
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

type Input = InputOf<typeof ListCancellations>;
type Answer = OutputOf<typeof ListCancellations> | RefusalOf<typeof ListCancellations>;
type Line = OutputOf<typeof ListCancellations>['cancellations'][number];
type Row = Pick<
  Selectable<CancellationTables['cancellations_v1']>,
  'cancellation_id' | 'account_id' | 'attempt' | 'state' | 'confirmed_at'
>;

/** By confirmation, the newest first (API-1); of those in the same millisecond the higher id. */
export const listCancellations = async (database: Kysely<Record<never, never>>, input: Input): Promise<Answer> => {
  const { cursor, limit } = input;
  const after = cursor === undefined ? null : placeOf(cursor, [instant, id]);
  if (after === undefined) return refuse('cursor-invalid');
  const some = chosen(database, input)
    .select('cancellation_id')
    .limit(countedAtMost + 1);
  const [rows, { count }] = await Promise.all([
    chosen(database, input)
      .$if(after !== null, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('confirmed_at', 'cancellation_id'), '<', tuple(after?.[0] as never, after?.[1] as never)),
        ),
      )
      .select(['cancellation_id', 'account_id', 'attempt', 'state', 'confirmed_at'])
      .orderBy('confirmed_at', 'desc')
      .orderBy('cancellation_id', 'desc')
      .limit((limit ?? pageSize.usual) + 1)
      .execute(),
    database
      .selectFrom(some.as('some'))
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  const page = pageOf(rows.map(lineOf), limit, ({ confirmedAt, cancellationId }) => [confirmedAt, cancellationId]);
  const total = Number(count) > countedAtMost ? null : Number(count);
  return { cancellations: page.items, nextCursor: page.nextCursor, total };
};

const chosen = (database: Kysely<Record<never, never>>, { state, accountId }: Input) =>
  database
    .withTables<CancellationTables>()
    .selectFrom('cancellations_v1')
    .$if(state !== undefined, (query) => query.where('state', 'in', state ?? []))
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''));

const lineOf = ({ cancellation_id, account_id, attempt, state, confirmed_at }: Row): Line => ({
  cancellationId: cancellation_id,
  accountId: account_id,
  attempt,
  state,
  confirmedAt: confirmed_at.toISOString(),
});

import type { ClearingEvent } from '@lethe/clearing';
import { instantAfter } from '@lethe/deciding';
import type { View } from '@lethe/views';
import type { ColumnType, Kysely } from 'kysely';
import type { SessionsEvent } from '../sessions.events.ts';
import { activityEveryMs } from './lifetime.ts';
import type { LastSeen } from './live-sessions.ts';

type Instant = ColumnType<Date, string, string>;
export type ActivityTables = {
  session_activity_v1: { session_id: string; account_id: string; last_seen_at: Instant };
};

/** No session is older, whatever its durations. */
const longestLifeMs = 30 * 86_400_000;

/**
 * When sessions were last seen (SES-4). The log says which rows there are, a check only moves the instant of a row that is
 * there: so a check that is under way while the account is cleared leaves nothing behind.
 */
export const sessionActivity: View<SessionsEvent | ClearingEvent, ActivityTables> = {
  name: 'session_activity_v1',
  unlogged: { session_activity_v1: { key: 'session_id', columns: ['last_seen_at'] } },
  on: {
    SessionOpened: (db, { data: { sessionId, accountId, openedAt } }) => [
      db
        .deleteFrom('session_activity_v1')
        .where('account_id', '=', accountId)
        .where('last_seen_at', '<', instantAfter(openedAt, -longestLifeMs) as never),
      db
        .insertInto('session_activity_v1')
        .values({ session_id: sessionId, account_id: accountId, last_seen_at: openedAt })
        .onConflict((conflict) => conflict.doNothing()),
    ],
    SessionEnded: (db, { data: { sessionId } }) =>
      db.deleteFrom('session_activity_v1').where('session_id', '=', sessionId),
    AllSessionsEnded: (db, { data: { accountId } }) =>
      db.deleteFrom('session_activity_v1').where('account_id', '=', accountId),
    AccountDataCleared: (db, { data: { accountId } }) =>
      db.deleteFrom('session_activity_v1').where('account_id', '=', accountId),
  },
};

const activityIn = (database: Kysely<Record<never, never>>) => database.withTables<ActivityTables>();

/** By session id. */
export const lastSeenOfAccount = async (
  database: Kysely<Record<never, never>>,
  accountId: string,
): Promise<LastSeen> => {
  const rows = await activityIn(database)
    .selectFrom('session_activity_v1')
    .select(['session_id', 'last_seen_at'])
    .where('account_id', '=', accountId)
    .execute();
  return new Map(rows.map((row) => [row.session_id, row.last_seen_at.toISOString()]));
};

/** Undefined where it was not seen since it was opened. */
export const lastSeenOfSession = async (
  database: Kysely<Record<never, never>>,
  sessionId: string,
): Promise<string | undefined> => {
  const row = await activityIn(database)
    .selectFrom('session_activity_v1')
    .select('last_seen_at')
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row?.last_seen_at.toISOString();
};

/** Written at most every 30 s, whichever replicas see the session at once. */
export const noteActivity = async (
  database: Kysely<Record<never, never>>,
  sessionId: string,
  at: string,
): Promise<void> => {
  await activityIn(database)
    .updateTable('session_activity_v1')
    .set({ last_seen_at: at })
    .where('session_id', '=', sessionId)
    .where('last_seen_at', '<=', instantAfter(at, -activityEveryMs) as never)
    .execute();
};

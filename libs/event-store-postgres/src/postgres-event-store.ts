import { setTimeout as pause } from 'node:timers/promises';
import { OutcomeUnknown, storable, type EventStore } from '@lethe/event-store';
import { isRolledBack } from '@lethe/running';
import type { ClientConfig, Pool } from 'pg';
import { appendGroup, memberOf, parametersOf, type Answer, type Member } from './append-group.ts';
import { changeLookUps } from './change-look-ups.ts';
import { groupCommit } from './group-commit.ts';
import { channel, listening } from './listening.ts';
import { connectionTo } from './postgres-pool.ts';
import { readAfter, readAll, readLookUpHolders, readLookUps, readStream } from './reading.ts';

export type PostgresEventStore = Readonly<{
  pool: Pool;
  /** Where LISTEN connects, if not where the pool does: a pooler in transaction mode cannot LISTEN. */
  listenUrl?: string;
}>;

/**
 * The event store on PostgreSQL 15 or later. Run `eventStoreMigrations` first and take the pool from `postgresPool`:
 * it bounds how long statements, locks and idle transactions may last. Behind a pooler, sessions must be the client's
 * own (prepared statements have names).
 * @throws OutcomeUnknown from `append` when the connection was lost before the answer came.
 */
export const postgresEventStore = (at: Pool | PostgresEventStore): EventStore => {
  const { pool, listenUrl } = 'pool' in at ? at : { pool: at, listenUrl: undefined };
  const { watch, wake } = listening(listenUrl === undefined ? connectionOf(pool) : connectionTo(listenUrl));
  const notify = notifierOf(pool);
  const append = groupCommit(async (members) => {
    const answers = await flushed(pool, members);
    if (answers.some(({ outcome }) => outcome === 'appended')) {
      wake();
      notify();
    }
    return answers;
  });

  return {
    read: (stream, commandId) => readStream(pool, stream, commandId),
    readAfter: (stream, after, limit) => readAfter(pool, { stream, after, limit }),
    append: async (writes, envelope, lookUps) =>
      append(memberOf(storable(writes, envelope, lookUps), envelope, lookUps)),
    readAll: (after, limit) => readAll(pool, after, limit),
    watch,

    lookUp: async (kind, hmac) => (await readLookUps(pool, kind, hmac)).map(({ holder }) => holder),
    lookUpRows: (kind, hmac) => readLookUps(pool, kind, hmac),
    lookUpHolders: (kind, limit, from) => readLookUpHolders(pool, { kind, limit, from }),
    changeLookUps: (asserted, changes) => changeLookUps(pool, asserted, changes),

    head: async () => {
      const text = 'select coalesce(max(position), 0) as head from public.events';
      const { rows } = await pool.query<{ head: string }>({ name: 'log_head', text });
      return BigInt(rows[0]?.head ?? 0);
    },

    epoch: async () => {
      const { rows } = await pool.query<{ epoch: string }>('select epoch from public.log_epoch');
      if (rows[0] === undefined) throw new Error('The log has no epoch: its migrations have not run.');
      return rows[0].epoch;
    },
  };
};

const connectionOf = ({ options }: Pool): ClientConfig => options;

const flushed = async (pool: Pool, members: readonly Member[]): Promise<readonly Answer[]> => {
  // Until here nothing was sent: not to get a connection is an outage, not an unknown outcome.
  const client = await pool.connect();
  try {
    const { rows } = await client.query<Answer>({
      name: 'append_events',
      text: appendGroup,
      values: [...parametersOf(members)],
    });
    client.release();
    return rows;
  } catch (error) {
    client.release(!isRolledBack(error));
    throw isRolledBack(error) ? error : new OutcomeUnknown(error);
  }
};

/** A NOTIFY is a commit of its own, flushed like any other: a busy store gives one hint for many appends. */
const hintsEveryMs = 10;

/** After the commit and unawaited: its lock is server-wide, and a lost hint costs a poll. One under way stands for all. */
const notifierOf = (pool: Pool) => {
  let waiting = 0;
  const send = async (): Promise<void> => {
    while (waiting > 0) {
      const covered = waiting;
      await pool.query(`notify ${channel}`).catch(() => undefined);
      await pause(hintsEveryMs);
      waiting -= covered;
    }
  };
  return (): void => {
    waiting += 1;
    if (waiting === 1) void send();
  };
};

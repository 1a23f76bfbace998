import type { Personal } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { EventStore, Json } from '@lethe/event-store';
import { eventStoreMigrations, migrate, postgresPool } from '@lethe/event-store-postgres';
import { runningMigrations } from '@lethe/running';
import type { Sealed } from '@lethe/sealing';
import { freshDatabase } from '@lethe/testing';
import type { ColumnType } from 'kysely';
import type { View } from '../view.ts';
import { viewMigrations } from '../views.migrations.ts';

export type WordEvent =
  | Message<'WordSaid', { accountId: string; word: Personal<string>; tone?: string }>
  | Message<'AccountDataCleared', { accountId: string }>;
export const wordTypes = ['WordSaid', 'AccountDataCleared'];

type WordsTables = { words_v1: { account_id: string; position: bigint; word: Sealed } };
type CountTables = { word_counts_v1: { account_id: string; words: number; praise: ColumnType<number, never> } };

export const words: View<WordEvent, WordsTables> = {
  name: 'words_v1',
  personal: true,
  on: {
    WordSaid: (db, { position, data }) =>
      db.insertInto('words_v1').values({ account_id: data.accountId, position, word: data.word }),
    AccountDataCleared: (db, { data }) => db.deleteFrom('words_v1').where('account_id', '=', data.accountId),
  },
};

/** Two statements for one event, and a column that others write. */
export const wordCounts: View<WordEvent, CountTables> = {
  name: 'word_counts_v1',
  unlogged: { word_counts_v1: { key: 'account_id', columns: ['praise'] } },
  on: {
    WordSaid: (db, { data }) => [
      db
        .insertInto('word_counts_v1')
        .values({ account_id: data.accountId, words: 0 })
        .onConflict((conflict) => conflict.doNothing()),
      db
        .updateTable('word_counts_v1')
        .set(({ eb }) => ({ words: eb('words', '+', 1) }))
        .where('account_id', '=', data.accountId),
    ],
  },
};

const wordMigrations = [
  {
    name: 'words/0001-views',
    statements: [
      `create table words_v1 (account_id text, position bigint primary key, word jsonb)`,
      `create index words_v1_by_account on words_v1 (account_id) where account_id <> ''`,
      `create table word_counts_v1 (account_id text primary key, words int, praise int not null default 0)`,
    ],
  },
];

export const sealed = (box: string): Sealed => ({
  $sealed: { subject: 'account:1', origin: 'word-1|WordSaid|word', box },
});

export const say = (store: EventStore, accountId: string, ...said: readonly string[]) =>
  store.append(
    [
      {
        stream: `word-${crypto.randomUUID()}`,
        expected: 'no-stream',
        events: said.map((box) => ({ type: 'WordSaid', version: 1, data: { accountId, word: sealed(box) as Json } })),
      },
    ],
    commandOf(),
  );

/** Further words in a stream of their own, of a version that may be newer than anybody knows. */
export const sayIn = async (store: EventStore, id: string, word: string, version = 1) => {
  const stream = `word-${id}`;
  const { seen } = await store.read(stream);
  const data = { accountId: '1', word: sealed(word) as Json };
  return store.append([{ stream, expected: seen, events: [{ type: 'WordSaid', version, data }] }], commandOf());
};

export const clear = (store: EventStore, accountId: string) =>
  store.append(
    [
      {
        stream: `gate-${accountId}`,
        expected: 'no-stream',
        events: [{ type: 'AccountDataCleared', version: 1, data: { accountId } }],
      },
    ],
    commandOf(),
  );

export const commandOf = () => ({
  commandId: crypto.randomUUID(),
  commandType: 'SayWord',
  digest: null,
  correlationId: 'correlation-1',
  actor: 'service:test',
  at: '2026-03-01T10:00:00.000Z',
});

/** A database of the test's own with a log, leases, checkpoints and the tables of these views. */
export const ownDatabase = async () => {
  const { url, drop } = await freshDatabase();
  const pool = postgresPool(url);
  await migrate(pool, [...eventStoreMigrations, ...runningMigrations, ...viewMigrations, ...wordMigrations]);
  return {
    url,
    pool,
    close: async (): Promise<void> => {
      await pool.end();
      await drop();
    },
  };
};

import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';

/** Something that must be done at an instant: what kind of thing, and for which entity. Ids only, no personal data. */
export type Due = Readonly<{
  kind: string;
  key: string;
  /** ISO 8601, UTC, by the injected clock. */
  dueAt: string;
}>;

/** For what waits for no instant: due by every clock, also by one that was set back since. */
export const atOnce = '1970-01-01T00:00:00.000Z';

export type DueTables = {
  due: { kind: string; key: string; due_at: string };
};

export const dueMigrations: readonly Readonly<{ name: string; statements: readonly string[] }>[] = [
  {
    name: 'due/0001-due',
    statements: [
      `create sequence due_fences`,
      `create table due (
         kind text not null,
         key text not null,
         due_at timestamptz not null,
         retry_at timestamptz not null default 'infinity',
         attempts integer not null default 0,
         claimed_until timestamptz,
         fence bigint,
         primary key (kind, key)
       )`,
      `create index due_by_instant on due (due_at)`,
      `create index due_by_retry on due (retry_at)`,
      `create index due_by_claim on due (claimed_until)`,
    ],
  },
];

/** What a service says of its table, which holds ids alone. */
export const dueTable = { due: 'ids alone, gone once done' } as const;

/**
 * Asks for something to be done. `database` is a Kysely of any tables: inside a transaction, or as a view's statement beside its checkpoint.
 * Asked again it is done at the earlier of the two instants; asked while it is being done, it is done once more.
 * A handler that comes too early therefore answers with the right instant.
 */
export const scheduleDue = (database: QueryExecutorProvider, { kind, key, dueAt }: Due) =>
  (database as unknown as Kysely<DueTables>)
    .insertInto('due')
    .values({ kind, key, due_at: dueAt })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'key']).doUpdateSet({ due_at: sql<string>`least(due.due_at, excluded.due_at)` }),
    );

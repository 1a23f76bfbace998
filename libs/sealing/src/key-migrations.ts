/** One step of a database's schema, run once, in order, in one transaction. */
export type Migration = Readonly<{ name: string; statements: readonly string[] }>;

/** The schema of a service's keys database. It holds wrapped keys only, and lives and is backed up apart from the data. */
export const keyMigrations: readonly Migration[] = [
  {
    name: '0001-keys',
    statements: [
      `create table subject_keys (
        subject text primary key,
        wrapped bytea not null,
        made_at timestamptz not null default now()
      )`,
      `create table subject_tombstones (
        subject text primary key,
        destroyed_at timestamptz not null
      )`,
      `create table service_keys (
        service text primary key,
        wrapping_key bytea not null,
        index_key bytea not null,
        made_at timestamptz not null default now()
      )`,
    ],
  },
];

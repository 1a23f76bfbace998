/** One step of a database's schema, run once, in order, in one transaction. */
export type Migration = Readonly<{ name: string; statements: readonly string[] }>;

/**
 * What the role may do that runs a service: destroy keys, and never take back that one is destroyed. Whoever adds a table
 * adds it here.
 */
export const keyRights: Readonly<Record<string, string>> = {
  subject_keys: 'select, insert, update, delete',
  subject_tombstones: 'select, insert',
  service_keys: 'select, insert, update',
  wrapping_keys: 'select, insert, update, delete',
  ledger_marks: 'select, insert, update',
  key_generations: 'select, insert, update, delete',
  key_replicas: 'select, insert, update, delete',
  index_keys: 'select, insert, update, delete',
  lethe_migrations: 'select',
};

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
  {
    name: '0002-wrapping-keys',
    statements: [
      `create table wrapping_keys (
        id integer generated always as identity primary key,
        service text not null,
        wrapped bytea not null,
        made_at timestamptz not null default now()
      )`,
      `insert into wrapping_keys (service, wrapped, made_at) select service, wrapping_key, made_at from service_keys`,
      `alter table service_keys drop column wrapping_key`,
      `alter table subject_keys add column wrapping_key integer`,
      `update subject_keys set wrapping_key = (select min(id) from wrapping_keys)`,
      `alter table subject_keys alter column wrapping_key set not null,
        add constraint subject_keys_wrapping_key foreign key (wrapping_key) references wrapping_keys (id)`,
      `create index subject_keys_by_wrapping_key on subject_keys (wrapping_key)`,
    ],
  },
  {
    name: '0003-ledger-marks',
    statements: [`create table ledger_marks (service text primary key, mark text not null)`],
  },
  {
    name: '0004-generations',
    statements: [
      `create table key_generations (
        service text not null,
        number integer not null,
        master integer not null,
        probe bytea,
        begun_at timestamptz,
        wrapping_key integer,
        retired_at timestamptz,
        primary key (service, number)
      )`,
      `create table key_replicas (
        service text not null,
        replica text not null,
        seen integer not null,
        seen_at timestamptz not null,
        primary key (service, replica)
      )`,
      `alter table subject_tombstones add column wrapping_key integer`,
    ],
  },
  {
    name: '0005-back-ups-of-generations',
    statements: [`alter table key_generations add column wrapped_at timestamptz, add column backed_up_at timestamptz`],
  },
  {
    name: '0006-promises-of-generations',
    statements: [`alter table key_generations add column kept_days integer`],
  },
  {
    name: '0007-index-keys-with-ids',
    statements: [
      `create table index_keys (
        service text not null,
        id integer not null,
        generation integer not null,
        wrapped bytea not null,
        made_at timestamptz not null,
        left_at timestamptz,
        primary key (service, id)
      )`,
      `insert into index_keys (service, id, generation, wrapped, made_at)
         select service, 1, coalesce((select max(number) from key_generations g
                                       where g.service = k.service and begun_at is not null), 1), index_key, made_at
           from service_keys k`,
      `alter table service_keys drop column index_key, add column token_key bytea`,
      `alter table key_replicas add column knows_index_keys boolean not null default false`,
    ],
  },
];

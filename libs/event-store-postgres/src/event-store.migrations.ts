import {
  appendEvents,
  appendEventsAtFirst,
  appendEventsByJoins,
  appendEventsInOwnSchema,
} from './append-events.sql.ts';
import type { Migration } from './migration.ts';

/**
 * Data is text, not jsonb: jsonb refuses \u0000 and reorders keys. A command is recorded in its first event, with what its
 * request was and how many events it made; the others follow at the next positions.
 */
const events = `create table events (
  position bigint primary key,
  stream text not null,
  revision bigint not null,
  id uuid not null,
  type text not null,
  version integer not null,
  data text not null,
  command_id text not null,
  correlation_id text not null,
  actor text not null,
  recorded_at timestamptz not null,
  command_type text,
  digest text,
  command_events integer,
  unique (stream, revision)
)`;

const once = 'create unique index events_record_commands_once on events (command_id) where command_type is not null';

const lookUps = [
  `create table look_ups (
  kind text not null,
  hmac text not null,
  holder text not null,
  primary key (kind, hmac, holder)
)`,
  `create unique index look_ups_with_one_holder on look_ups (kind, hmac) where kind in ('email', 'sso')`,
  `create index look_ups_by_holder on look_ups (holder)`,
];

const epoch = [
  `create table log_epoch (
  only_row boolean primary key default true check (only_row),
  epoch uuid not null
)`,
  `insert into log_epoch (epoch) values (gen_random_uuid())`,
];

const immutability = [
  `create function refuse_change_of_events() returns trigger language plpgsql as $$
begin
  raise exception 'Events are never changed or deleted.';
end $$`,
  `create trigger events_are_immutable before update or delete or truncate on events
   for each statement execute function refuse_change_of_events()`,
];

/** Whatever is missing here is folded from the log. */
const snapshots = `create table snapshots (
  stream text not null,
  fold text not null,
  version integer not null,
  revision bigint not null,
  state text not null,
  primary key (stream, fold)
)`;

/**
 * What the role may do that runs a service (T6). It owns none of it: who owns a table may also change it, or disable its
 * triggers. Whoever adds a table adds it here.
 */
export const logRights: Readonly<Record<string, string>> = {
  events: 'select, insert',
  look_ups: 'select, insert, delete',
  log_epoch: 'select',
  snapshots: 'select, insert, update',
  lethe_migrations: 'select',
};

/** What is not a table in a log that ran the first migration, to be made afresh where somebody may have changed it. */
export const safeguards = {
  functions: ['append_events', 'refuse_change_of_events'],
  statements: [...immutability, appendEventsAtFirst],
};

export const eventStoreMigrations: readonly Migration[] = [
  {
    name: 'event-store/0001-log',
    statements: [events, once, ...lookUps, ...epoch, ...immutability, appendEventsAtFirst],
  },
  { name: 'event-store/0002-snapshots', statements: [snapshots] },
  { name: 'event-store/0003-own-schema', statements: [appendEventsInOwnSchema] },
  {
    name: 'event-store/0004-what-a-look-up-says',
    statements: ['alter table look_ups add column says text', appendEventsByJoins],
  },
  { name: 'event-store/0005-look-ups-one-by-one', statements: [appendEvents] },
];

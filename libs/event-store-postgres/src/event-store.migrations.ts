import { appendEvents } from './append-events.sql.ts';
import type { Migration } from './migration.ts';

/** Data is text, not jsonb: jsonb refuses \u0000 and reorders keys. */
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
  unique (stream, revision)
)`;

const streams = `create table streams (
  name text primary key,
  revision bigint not null
)`;

/** A command's events lie side by side in the log: after first_position - 1, up to last_position. */
const commands = `create table commands (
  id text primary key,
  type text not null,
  digest text,
  home_stream text not null,
  first_position bigint not null,
  last_position bigint not null,
  recorded_at timestamptz not null
)`;

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

export const eventStoreMigrations: readonly Migration[] = [
  {
    name: 'event-store/0001-log',
    statements: [events, streams, commands, ...lookUps, ...epoch, ...immutability, appendEvents],
  },
  { name: 'event-store/0002-snapshots', statements: [snapshots] },
];

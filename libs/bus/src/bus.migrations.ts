import type { Migration } from '@lethe/event-store-postgres';

/** How far the relay has come in the log, and which sequence its stream had then. */
const checkpoint = `create table relay_checkpoint (
  only_row boolean primary key default true check (only_row),
  epoch text not null,
  position bigint not null,
  sequence bigint not null
)`;

/** The last event of each entity whose rows a consumer wrote. */
const inbox = `create table inbox (
  consumer text not null,
  entity_id text not null,
  epoch text not null,
  position bigint not null,
  index integer not null,
  primary key (consumer, entity_id)
)`;

const failures = `create table failed_deliveries (
  durable text not null,
  event_id text not null,
  failures integer not null,
  primary key (durable, event_id)
)`;

/** Where a message lies that could not be handled, never what is in it. */
const parked = [
  `create table parked_messages (
  id bigint generated always as identity primary key,
  durable text not null,
  entity_id text not null,
  stream text not null,
  sequence bigint not null,
  stored_at text not null,
  subject text not null,
  error text not null,
  parked_at timestamptz not null default now(),
  unique (durable, sequence, stored_at)
)`,
  `create index parked_messages_by_entity on parked_messages (durable, entity_id, id)`,
];

/** What was parked waits as it did, in its order. A clearing that was parked is asked for again: it is a debt. */
const intoSetAside = [
  `delete from parked_messages where durable like '%-clear-account-%'`,
  `insert into set_aside (worker, entity, place, kind, error, since, next_try)
   select durable, entity_id, stream || ' ' || sequence || ' ' || stored_at,
          case error when 'Behind' then 'behind' else 'poison' end, error, parked_at,
          case error when 'Behind' then now() else 'infinity' end
   from parked_messages order by id`,
  `drop table parked_messages`,
  `drop table failed_deliveries`,
];

/** After those of `@lethe/running`. */
export const busMigrations: readonly Migration[] = [
  { name: 'bus/0001-relay-and-consumers', statements: [checkpoint, inbox, failures, ...parked] },
  { name: 'bus/0002-parked-messages-are-set-aside', statements: intoSetAside },
  /** What a reaction does is an append under its command's id: nothing ever noted an event here. */
  { name: 'bus/0003-no-inbox', statements: [`drop table inbox`] },
];

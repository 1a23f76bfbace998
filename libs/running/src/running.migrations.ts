/** A clean release is `until = '-infinity'`; `clean` says whether the present holder took over from one. */
export const leasesTable = `create table leases (
  name text primary key,
  holder text not null,
  token bigint not null,
  until timestamptz not null,
  clean boolean not null
)`;

/**
 * What a worker could not do for an entity, in its order: where it lies, never what is in it. `next_try` is infinite
 * where it waits for a person.
 */
const setAside = [
  `create table set_aside (
  id bigint generated always as identity primary key,
  worker text not null,
  entity text not null,
  place text not null,
  kind text not null check (kind in ('refusal', 'busy', 'outage', 'poison', 'behind', 'repeat')),
  error text not null,
  since timestamptz not null default now(),
  next_try timestamptz not null,
  tried_until timestamptz,
  attempts integer not null default 0,
  unique (worker, entity, place)
)`,
  `create index set_aside_in_order on set_aside (worker, entity, id)`,
  `create index set_aside_due on set_aside (worker, next_try)`,
];

/** Before those of what runs on it. The table of leases is made by `views/0001`, as ever. */
export const runningMigrations: readonly Readonly<{ name: string; statements: readonly string[] }>[] = [
  { name: 'running/0001-set-aside', statements: setAside },
  {
    name: 'running/0002-every-kind',
    statements: [
      `alter table set_aside drop constraint set_aside_kind_check`,
      `alter table set_aside add constraint set_aside_kind_check
       check (kind in ('refusal', 'busy', 'outage', 'poison', 'forged', 'behind', 'repeat'))`,
    ],
  },
];

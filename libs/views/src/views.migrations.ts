import type { Migration } from '@lethe/event-store-postgres';
import { leasesTable } from '@lethe/running';

const checkpoints = `create table view_checkpoints (
  name text primary key,
  position bigint not null
)`;

/** Where an event lies that a view could not take in, never what is in it. */
const parked = `create table parked_events (
  view text not null,
  position bigint not null,
  stream text not null,
  error text not null,
  parked_at timestamptz not null default now(),
  primary key (view, position)
)`;

/**
 * Where views are rebuilt. Provisioning makes it: the role that runs a service may make no schema. The statement asks
 * first, since `if not exists` wants the right to make one even where it exists.
 */
const rebuilding = `do $$ begin
  if to_regnamespace('rebuilding') is null then create schema rebuilding; end if;
end $$`;

/** They go on in the table that all who set aside share (`running/0001`). */
const carriedOver = `insert into set_aside (worker, entity, place, kind, error, since, next_try, attempts)
  select 'view/' || view, stream, position::text,
    case error when 'Behind' then 'behind' when 'Again' then 'repeat' else 'poison' end,
    case error when 'Again' then 'Repeat' else error end, parked_at,
    case error when 'Behind' then now() else 'infinity' end,
    case when error in ('Behind', 'Again') then 0 else 1 end
  from parked_events as old order by old.view, old.position`;

export const viewMigrations: readonly Migration[] = [
  { name: 'views/0001-leases-and-checkpoints', statements: [leasesTable, checkpoints] },
  { name: 'views/0002-parked-events-and-rebuilding', statements: [parked, rebuilding] },
  { name: 'views/0003-parked-events-are-set-aside', statements: [carriedOver, 'drop table parked_events'] },
];

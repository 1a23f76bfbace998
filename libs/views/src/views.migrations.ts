import type { Migration } from '@lethe/event-store-postgres';

/** A clean release is `until = '-infinity'`; `clean` says whether the present holder took over from one. */
const leases = `create table leases (
  name text primary key,
  holder text not null,
  token bigint not null,
  until timestamptz not null,
  clean boolean not null
)`;

const checkpoints = `create table view_checkpoints (
  name text primary key,
  position bigint not null
)`;

export const viewMigrations: readonly Migration[] = [
  { name: 'views/0001-leases-and-checkpoints', statements: [leases, checkpoints] },
];

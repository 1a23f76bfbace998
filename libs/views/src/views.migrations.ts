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

export const viewMigrations: readonly Migration[] = [
  { name: 'views/0001-leases-and-checkpoints', statements: [leasesTable, checkpoints] },
  { name: 'views/0002-parked-events-and-rebuilding', statements: [parked, 'create schema rebuilding'] },
];

import type { Migration } from '@lethe/event-store-postgres';

export const cancellationsMigrations: readonly Migration[] = [
  {
    name: 'cancellation/0001-cancellations',
    statements: [
      `create table cancellations_v1 (
         account_id uuid not null,
         attempt integer not null,
         cancellation_id uuid not null,
         state text not null,
         locks integer not null default 0,
         confirmed_at timestamptz not null,
         primary key (account_id, attempt)
       )`,
      `create index cancellations_v1_by_confirmation on cancellations_v1 (confirmed_at desc)`,
    ],
  },
  {
    name: 'cancellation/0002-cancellations-in-pages',
    statements: [
      `drop index cancellations_v1_by_confirmation`,
      `create index cancellations_v1_by_confirmation on cancellations_v1 (confirmed_at desc, cancellation_id desc)`,
    ],
  },
];
